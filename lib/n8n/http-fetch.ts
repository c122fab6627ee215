import type { IExecuteFunctions, IHttpRequestOptions, IN8nHttpFullResponse } from 'n8n-workflow';
import type { Readable } from 'node:stream';
import { encodeBody } from './request-body';
import { abortError, toRequestFailure } from './request-failure';
import { toWebStream, type StreamEnds } from './web-stream';

/** Any of n8n's contexts that can send requests. */
interface Sender {
	helpers: Pick<IExecuteFunctions['helpers'], 'httpRequest'>;
}

/** Statuses whose response has no body, by the Fetch standard. */
const WITHOUT_BODY = [204, 205, 304];

/**
 * The web's `fetch` over n8n's HTTP helper: its proxies and its protection of internal addresses hold.
 * Redirects are given back, not followed. Only its signal ends it; it rejects then with an `AbortError`,
 * else with what `toRequestFailure` makes of the failure.
 */
export function fetchThroughN8n({ helpers }: Sender): typeof globalThis.fetch {
	return async (input, init) => {
		const request = input instanceof Request ? { ...partsOf(input), ...init } : (init ?? {});
		const signal = request.signal ?? undefined;
		const end = new AbortController();
		const abortSignal = signal ? AbortSignal.any([signal, end.signal]) : end.signal;
		try {
			if (signal?.aborted) throw abortError();
			const url = input instanceof Request ? input.url : input;
			const options = await toOptions(url, request, abortSignal);
			const answer = helpers.httpRequest({ ...options, abortSignal });
			return toResponse(await unlessAborted(answer, abortSignal), { signal, end });
		} catch (error) {
			end.abort();
			throw signal?.aborted ? abortError() : toRequestFailure(error);
		}
	};
}

const partsOf = ({ method, headers, body, signal }: Request): RequestInit => ({
	method,
	headers,
	body,
	signal,
});

async function toOptions(
	url: string | URL,
	request: RequestInit,
	signal: AbortSignal,
): Promise<IHttpRequestOptions> {
	const { method = 'GET' } = request;
	const headers = new Headers(request.headers);
	const { body, type, bytes } = await encodeBody(request.body, signal);
	if (type && !headers.has('content-type')) headers.set('content-type', type);
	if (bytes !== undefined) headers.set('content-length', String(bytes));
	return {
		url: String(url),
		method: method.toUpperCase() as IHttpRequestOptions['method'],
		headers: Object.fromEntries(headers),
		body,
		encoding: 'stream',
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		// n8n's client strips no `x-api-key` on its way to another host.
		disableFollowRedirect: true,
		// No limit: that is the signal's to set.
		timeout: 0,
	};
}

/** n8n's look-up of a host's address does not hear the signal. */
async function unlessAborted<Value>(work: Promise<Value>, signal: AbortSignal): Promise<Value> {
	let stop = () => undefined as void;
	const aborted = new Promise<never>((_, reject) => {
		stop = () => reject(abortError());
		signal.addEventListener('abort', stop, { once: true });
	});
	try {
		return await Promise.race([work, aborted]);
	} finally {
		signal.removeEventListener('abort', stop);
	}
}

function toResponse(
	{ statusCode, headers, body }: IN8nHttpFullResponse,
	ends: StreamEnds,
): Response {
	const stream = toWebStream(body as Readable, ends);
	if (!WITHOUT_BODY.includes(statusCode)) {
		return new Response(stream, { status: statusCode, headers: toHeaders(headers) });
	}
	void stream.cancel();
	return new Response(null, { status: statusCode, headers: toHeaders(headers) });
}

/** All headers but the length: n8n's client has unpacked the body, whose length is another now. */
function toHeaders(found: IN8nHttpFullResponse['headers']): Headers {
	const headers = new Headers();
	for (const [name, value] of Object.entries(found)) {
		if (name === 'content-length') continue;
		for (const one of [value].flat()) headers.append(name, String(one));
	}
	return headers;
}
