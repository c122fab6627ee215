import { setTimeout as sleep } from 'node:timers/promises';
import { cancelled } from './errors';

/** Waits; ends at once with `CANCELLED` when the signal fires, or has fired. */
export async function pause(waitMs: number, signal?: AbortSignal): Promise<void> {
	await sleep(waitMs, undefined, { signal }).catch((cause: unknown) => {
		throw cancelled('CANCELLED', {}, cause);
	});
}
