import { MAXIMUM_HOSTED_REPLY_BYTES } from '../limits';
import { introduce } from './addresses';
import { hostedNetworkError } from './errors';
import type { Fetch, Service } from './types';
import { within } from './within';

/** Statuses whose replies have no body; a `Response` takes none then. */
const WITHOUT_BODY = new Set([204, 205, 304]);

/** One try: the reply with its body read to the end, all within the service's time. Stopped by the signal in any phase. */
export async function fetchWhole(
	service: Service,
	url: Parameters<Fetch>[0],
	{ signal, ...init }: RequestInit = {},
	maximumBytes = MAXIMUM_HOSTED_REPLY_BYTES,
): Promise<Response> {
	const { timeoutMs } = service;
	const tooSlow = () => hostedNetworkError('SERVICE_TIMEOUT', { ...introduce(service), timeoutMs });
	return await within({ timeoutMs, signal: signal ?? undefined, tooSlow }, async (stop) => {
		const response = await service.fetch(url, { ...init, signal: stop });
		const { status, statusText, headers } = response;
		const body = await readBody(response, maximumBytes, service);
		return new Response(WITHOUT_BODY.has(status) ? null : body, { status, statusText, headers });
	});
}

async function readBody(
	{ body }: Response,
	maximumBytes: number,
	service: Service,
): Promise<Buffer> {
	const chunks: Uint8Array[] = [];
	let bytes = 0;
	for await (const chunk of body ?? []) {
		bytes += chunk.length;
		if (bytes > maximumBytes) {
			const told = { ...introduce(service), maximumBytes };
			throw hostedNetworkError('SERVICE_REPLY_TOO_LARGE', told);
		}
		chunks.push(chunk);
	}
	return Buffer.concat(chunks);
}
