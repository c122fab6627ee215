import { setImmediate } from 'node:timers/promises';
import { throwIfCancelled } from '../errors';

/** Lets the process hear its messages between two long computations; throws `CANCELLED` when one said so. */
export async function breathe(signal: AbortSignal): Promise<void> {
	await setImmediate();
	throwIfCancelled(signal);
}
