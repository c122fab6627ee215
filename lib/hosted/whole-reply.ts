import { cancelled } from '../errors';
import { MAXIMUM_HOSTED_REPLY_BYTES } from '../limits';
import { introduce } from './addresses';
import { hostedNetworkError } from './errors';
import type { Fetch, Service } from './types';

/** Statuses whose replies have no body; a `Response` takes none then. */
const WITHOUT_BODY = new Set([204, 205, 304]);

/** One try: the reply with its body read to the end, all within the service's time. Stopped by the signal in any phase. */
export async function fetchWhole(
	service: Service,
	...[url, { signal, ...init } = {}]: Parameters<Fetch>
): Promise<Response> {
	const stop = new AbortController();
	const stopped = new Promise<never>((_, reject) => {
		stop.signal.addEventListener('abort', () => reject(stop.signal.reason as Error));
	});
	stopped.catch(() => {});
	const cancel = () => stop.abort(cancelled('CANCELLED', {}));
	if (signal?.aborted) cancel();
	signal?.addEventListener('abort', cancel);
	const timer = setTimeout(() => stop.abort(tooSlow(service)), service.timeoutMs);
	try {
		const reply = service.fetch(url, { ...init, signal: stop.signal }).then(async (response) => {
			return await readWhole(response, service);
		});
		return await Promise.race([reply, stopped]);
	} catch (error) {
		throw stop.signal.aborted ? stop.signal.reason : error;
	} finally {
		clearTimeout(timer);
		signal?.removeEventListener('abort', cancel);
	}
}

async function readWhole(response: Response, service: Service): Promise<Response> {
	const { status, statusText, headers } = response;
	const body = await readBody(response, service);
	return new Response(WITHOUT_BODY.has(status) ? null : body, { status, statusText, headers });
}

async function readBody({ body }: Response, service: Service): Promise<Buffer> {
	const chunks: Uint8Array[] = [];
	let bytes = 0;
	for await (const chunk of body ?? []) {
		bytes += chunk.length;
		if (bytes > MAXIMUM_HOSTED_REPLY_BYTES) throw tooLarge(service);
		chunks.push(chunk);
	}
	return Buffer.concat(chunks);
}

function tooSlow(service: Service): Error {
	const { timeoutMs } = service;
	return hostedNetworkError('SERVICE_TIMEOUT', { ...introduce(service), timeoutMs });
}

function tooLarge(service: Service): Error {
	const maximumBytes = MAXIMUM_HOSTED_REPLY_BYTES;
	return hostedNetworkError('SERVICE_REPLY_TOO_LARGE', { ...introduce(service), maximumBytes });
}
