import { cancelled, throwIfCancelled } from '../errors';
import { toServiceError } from './service-error';
import type { Service } from './types';

/**
 * Runs one call of a service's SDK with a signal of its own: dozens of calls that listen to one signal make node warn.
 * Ends with the signal as `CANCELLED`, fails with coded errors only.
 */
export async function callService<Reply>(
	service: Service,
	signal: AbortSignal | undefined,
	call: (signal?: AbortSignal) => Promise<Reply>,
): Promise<Reply> {
	throwIfCancelled(signal);
	try {
		return await call(signal && AbortSignal.any([signal]));
	} catch (error) {
		if (signal?.aborted) throw cancelled('CANCELLED', {});
		throw toServiceError(error, service);
	}
}
