import { MultimodalError } from '../errors';
import { MAXIMUM_RETRY_BACKOFF_MS, MAXIMUM_RETRY_WAIT_MS, RETRY_BACKOFF_MS } from '../limits';
import { retryAfterMs } from './retry-after';

/** Failures of a connection that a moment later may be gone. */
const PASSING = new Set(['SERVICE_CUT', 'SERVICE_UNREACHABLE']);

/** Up to this share of a wait is left out by chance, so that those who failed together do not come back together. */
const JITTER = 0.25;

/** Milliseconds until the next try after this outcome of try number `tries` (from 1); undefined where none is to follow. */
export function waitBeforeNextTry(
	outcome: Response | MultimodalError,
	tries: number,
): number | undefined {
	if (outcome instanceof MultimodalError) {
		return PASSING.has(outcome.code) ? backOff(tries) : undefined;
	}
	if (!isPassing(outcome)) return undefined;
	const asked = retryAfterMs(outcome.headers) ?? backOff(tries);
	return asked <= MAXIMUM_RETRY_WAIT_MS ? asked : undefined;
}

/** The rule of both providers' SDKs, whose servers may overrule it. */
function isPassing({ status, headers }: Response): boolean {
	const overruled = headers.get('x-should-retry');
	if (overruled === 'true' || overruled === 'false') return overruled === 'true';
	return [408, 409, 429].includes(status) || status >= 500;
}

function backOff(tries: number): number {
	const waitMs = Math.min(RETRY_BACKOFF_MS * 2 ** (tries - 1), MAXIMUM_RETRY_BACKOFF_MS);
	return waitMs * (1 - Math.random() * JITTER);
}
