import { MultimodalError, throwIfCancelled } from '../errors';
import { DOWNLOAD_PROGRESS_BYTES, MAXIMUM_DOWNLOAD_BACKOFF_MS } from '../limits';
import { pause } from '../pause';
import type { DownloadLimits } from './download-limits';

const PASSING_CODES = new Set([
	'DOWNLOAD_UNREACHABLE',
	'DOWNLOAD_STALLED',
	'DOWNLOAD_CUT',
	'DOWNLOAD_SERVER_BUSY',
]);

/**
 * Runs `attempt` until it succeeds, with back-off, while its failures may pass. Gives up after
 * `limits.attempts` failures in a row that moved `reachedBytes` by less than a MiB.
 */
export async function withAttempts<T>(
	attempt: () => Promise<T>,
	limits: DownloadLimits,
	signal?: AbortSignal,
	reachedBytes: () => number = () => 0,
): Promise<T> {
	let failures = 0;
	let markBytes = reachedBytes();
	for (;;) {
		try {
			return await attempt();
		} catch (error) {
			throwIfCancelled(signal);
			if (!mayPass(error)) throw error;
			const moved = reachedBytes() - markBytes >= DOWNLOAD_PROGRESS_BYTES;
			failures = moved ? 1 : failures + 1;
			markBytes = reachedBytes();
			if (failures >= limits.attempts) throw error;
			await pause(backoffMs(failures, limits, error), signal);
		}
	}
}

function mayPass(error: unknown): error is MultimodalError {
	if (!(error instanceof MultimodalError)) return false;
	// The first part of a resumed file may be of another version: the next attempt starts over.
	return PASSING_CODES.has(error.code) || error.details?.resumed === true;
}

function backoffMs(failures: number, limits: DownloadLimits, error: MultimodalError): number {
	const askedMs = Number(error.details?.retryAfterMs ?? 0);
	const ownMs = limits.backoffMs * 2 ** (failures - 1);
	return Math.min(Math.max(askedMs, ownMs), MAXIMUM_DOWNLOAD_BACKOFF_MS);
}
