import {
	DOWNLOAD_ATTEMPTS,
	DOWNLOAD_BACKOFF_MS,
	DOWNLOAD_STALL_TIMEOUT_MS,
	MODEL_LOCK_POLL_MS,
	MODEL_LOCK_STALE_MS,
} from '../limits';

/** The patience of a download; tests pass less. */
export interface DownloadLimits {
	stallTimeoutMs: number;
	attempts: number;
	backoffMs: number;
	lockPollMs: number;
	lockStaleMs: number;
}

export const DEFAULT_DOWNLOAD_LIMITS: DownloadLimits = {
	stallTimeoutMs: DOWNLOAD_STALL_TIMEOUT_MS,
	attempts: DOWNLOAD_ATTEMPTS,
	backoffMs: DOWNLOAD_BACKOFF_MS,
	lockPollMs: MODEL_LOCK_POLL_MS,
	lockStaleMs: MODEL_LOCK_STALE_MS,
};
