import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { throwIfCancelled } from '../errors';
import { pause } from './attempts';
import type { DownloadLimits } from './download-limits';
import { storageError } from './storage';

/**
 * Runs `work` while no other process does for this folder; creates the folder. Waits as long as
 * another holds the lock (its downloads are bounded), and ends with `CANCELLED` on the signal.
 */
export async function withFolderLock<T>(
	folder: string,
	limits: DownloadLimits,
	signal: AbortSignal | undefined,
	work: () => Promise<T>,
): Promise<T> {
	const release = await acquire(folder, limits, signal);
	try {
		return await work();
	} finally {
		// A lock lost in between has nothing to release.
		await release().catch(() => undefined);
	}
}

async function acquire(folder: string, limits: DownloadLimits, signal?: AbortSignal) {
	const { lock } = await import('proper-lockfile');
	const options = {
		lockfilePath: path.join(folder, '.multimodal.lock'),
		stale: limits.lockStaleMs,
		// Losing it (a process that slept) is harmless: checksums guard every file. The default throws
		// from a timer, which would end n8n.
		onCompromised: () => undefined,
	};
	for (;;) {
		throwIfCancelled(signal);
		try {
			await mkdir(folder, { recursive: true });
			return await lock(folder, options);
		} catch (error) {
			if ((error as NodeJS.ErrnoException).code !== 'ELOCKED') throw storageError(error, folder, 0);
		}
		await pause(limits.lockPollMs, signal);
	}
}
