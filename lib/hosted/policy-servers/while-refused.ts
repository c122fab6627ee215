import { MultimodalError, throwIfCancelled } from '../../errors';
import { pause } from '../../pause';
import { waitBeforeNextTry } from '../retry';
import { policyInputError } from './errors';

/** When a question about a moment has lost its sense. */
export interface Freshness {
	/** Milliseconds since 1970. */
	capturedAtMs: number;
	maximumAgeMs: number;
}

interface Tries {
	maximumRetries: number;
	freshness?: Freshness;
	signal?: AbortSignal;
}

/**
 * Tries again only where nothing took the question (connection refused), and only while what it is about is fresh.
 * A question that may have arrived is never asked twice. POLICY_OBSERVATION_STALE before the first try.
 */
export async function whileRefused<Result>(
	{ maximumRetries, freshness, signal }: Tries,
	attempt: () => Promise<Result>,
): Promise<Result> {
	throwIfStale(freshness);
	for (let tries = 1; ; tries++) {
		throwIfCancelled(signal);
		try {
			return await attempt();
		} catch (error) {
			const waitMs = wasRefused(error) ? waitBeforeNextTry(error, tries) : undefined;
			const isLast = waitMs === undefined || tries > maximumRetries;
			if (isLast || isStaleIn(waitMs, freshness)) throw error;
			await pause(waitMs, signal);
		}
	}
}

/** POLICY_OBSERVATION_STALE where the moment is too long ago. */
export function throwIfStale(freshness?: Freshness): void {
	if (!freshness || !isStaleIn(0, freshness)) return;
	const { capturedAtMs, maximumAgeMs: maximumMs } = freshness;
	const ageMs = Date.now() - capturedAtMs;
	throw policyInputError('POLICY_OBSERVATION_STALE', { ageMs, maximumMs });
}

function isStaleIn(waitMs: number, freshness?: Freshness): boolean {
	return (
		freshness !== undefined && Date.now() + waitMs - freshness.capturedAtMs > freshness.maximumAgeMs
	);
}

function wasRefused(error: unknown): error is MultimodalError {
	return error instanceof MultimodalError && error.details?.code === 'ECONNREFUSED';
}
