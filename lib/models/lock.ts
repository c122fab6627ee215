import { mkdir, open, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { throwIfCancelled } from '../errors';
import { pause } from '../pause';
import type { DownloadLimits } from './download-limits';
import { storageError } from './storage';

/** How often a lock is looked at, and when its holder counts as dead; milliseconds. */
export type LockPace = Pick<DownloadLimits, 'lockPollMs' | 'lockStaleMs'>;

/**
 * Runs `work` while no other process does for this folder; creates the folder. Waits as long as
 * another holds the lock (its downloads are bounded), and ends with `CANCELLED` on the signal. `toError` says what the
 * disk's failures mean to the caller.
 */
export async function withFolderLock<T>(
	folder: string,
	limits: LockPace,
	signal: AbortSignal | undefined,
	work: () => Promise<T>,
	toError: (error: unknown) => unknown = (error) => storageError(error, folder, 0),
): Promise<T> {
	const file = path.join(folder, '.multimodal.lock');
	const handle = await acquire(file, limits, signal).catch((error: unknown) => {
		throw toError(error);
	});
	const beat = setInterval(() => void touch(handle), limits.lockStaleMs / 3).unref();
	try {
		return await work();
	} finally {
		clearInterval(beat);
		await release(file, handle);
	}
}

async function acquire(file: string, limits: LockPace, signal?: AbortSignal): Promise<FileHandle> {
	await mkdir(path.dirname(file), { recursive: true });
	let seen = '';
	let unchangedSinceMs = performance.now();
	for (;;) {
		throwIfCancelled(signal);
		const handle = await createExclusively(file);
		if (handle) return handle;
		const mark = await markOf(file);
		if (mark !== seen) unchangedSinceMs = performance.now();
		seen = mark;
		// Its holder died: a living one touches it. Other machines' clocks do not matter this way.
		if (performance.now() - unchangedSinceMs > limits.lockStaleMs) await remove(file, mark);
		await pause(limits.lockPollMs, signal);
	}
}

async function createExclusively(file: string): Promise<FileHandle | undefined> {
	return open(file, 'wx').catch((error: NodeJS.ErrnoException) => {
		if (error.code === 'EEXIST') return undefined;
		throw error;
	});
}

/** Through the handle: should another have taken over, its lock stays untouched. */
async function touch(handle: FileHandle): Promise<void> {
	const now = new Date();
	await handle.utimes(now, now).catch(() => undefined);
}

async function release(file: string, handle: FileHandle): Promise<void> {
	await touch(handle);
	const { ino, mtimeMs } = await handle.stat();
	await handle.close();
	await remove(file, `${ino} ${mtimeMs}`);
}

/** Removes the lock if it is still the one with this mark. Renamed first: only one remover succeeds. */
async function remove(file: string, mark: string): Promise<void> {
	if ((await markOf(file)) !== mark) return;
	const aside = `${file}.${randomUUID()}`;
	await rename(file, aside).then(
		() => rm(aside, { force: true }),
		() => undefined,
	);
}

async function markOf(file: string): Promise<string> {
	return stat(file).then(
		({ ino, mtimeMs }) => `${ino} ${mtimeMs}`,
		() => '',
	);
}
