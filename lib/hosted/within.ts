import { cancelled, throwIfCancelled } from '../errors';

interface Bounds {
	timeoutMs: number;
	signal?: AbortSignal;
	/** What it rejects with once the time is over. */
	tooSlow: () => Error;
}

/** Work that ends in time or with the signal, as `CANCELLED`; `stop` tells the work so. */
export async function within<Result>(
	{ timeoutMs, signal, tooSlow }: Bounds,
	work: (stop: AbortSignal) => Promise<Result>,
): Promise<Result> {
	throwIfCancelled(signal);
	const stop = new AbortController();
	const stopped = new Promise<never>((_, reject) => {
		stop.signal.addEventListener('abort', () => reject(stop.signal.reason as Error));
	});
	const cancel = () => stop.abort(cancelled('CANCELLED', {}));
	signal?.addEventListener('abort', cancel, { once: true });
	const timer = setTimeout(() => stop.abort(tooSlow()), timeoutMs);
	try {
		return await Promise.race([work(stop.signal), stopped]);
	} finally {
		clearTimeout(timer);
		signal?.removeEventListener('abort', cancel);
	}
}
