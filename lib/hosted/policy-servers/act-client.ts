import { performance } from 'node:perf_hooks';
import { cancelled, MultimodalError } from '../../errors';
import { isJsonObject, type JsonObject } from '../../json-object';
import { MAXIMUM_POLICY_REPLY_BYTES } from '../../limits';
import { toServiceError } from '../service-error';
import type { Fetch, Service } from '../types';
import { fetchWhole } from '../whole-reply';
import { readActReply } from './act-reply';
import { actAddress, originOf } from './address';
import { policyNetworkError } from './errors';
import { keyHeader } from './key-header';
import { replyFailure } from './reply-failure';
import { type Freshness, whileRefused } from './while-refused';

/** A policy server that is asked by HTTP, and how it is reached. */
export interface ActServer {
	/** Without a path, `/act` is meant. */
	baseUrl: string;
	/** For what stands before the server: OpenVLA's own asks for none. */
	apiKey?: string;
	fetch: Fetch;
	timeoutMs: number;
	/** Further tries while nothing listens at the address. */
	maximumRetries: number;
}

/** One question. */
export interface ActQuestion {
	body: JsonObject;
	/** Sends the body as text within JSON, as clients do whose JSON knows no arrays. The answer comes in the same way. */
	isDoubleEncoded?: boolean;
	freshness?: Freshness;
	signal?: AbortSignal;
	/** What to look at when the server fails without a word. */
	failureAdvice: string;
}

/** What came back, arrays as `WireArray`, and how long it took. */
export interface ActReply {
	value: unknown;
	roundTripMs: number;
}

/** Asks a policy once; rejects with coded errors only. A question that may have arrived is never sent again. */
export async function askAct(server: ActServer, question: ActQuestion): Promise<ActReply> {
	const url = actAddress(server.baseUrl);
	const { signal, freshness, failureAdvice } = question;
	const { maximumRetries, apiKey } = server;
	const init = {
		method: 'POST',
		headers: { 'content-type': 'application/json', ...keyHeader('Bearer', apiKey) },
		body: encode(question),
	};
	return await whileRefused({ maximumRetries, freshness, signal }, async () => {
		const startedMs = performance.now();
		const response = await send(server, url, { ...init, signal });
		const text = await response.text();
		const origin = originOf(url);
		const { status } = response;
		if (status !== 200) throw replyFailure({ origin, status, body: text, apiKey });
		const value = readActReply(text, { origin, apiKey, failureAdvice });
		return { value, roundTripMs: performance.now() - startedMs };
	});
}

function encode({ body, isDoubleEncoded = false }: ActQuestion): string {
	const text = JSON.stringify(body);
	return isDoubleEncoded ? JSON.stringify({ encoded: text }) : text;
}

async function send(server: ActServer, url: URL, init: RequestInit): Promise<Response> {
	const service: Service = { ...server, provider: 'openAi', baseUrl: url.origin };
	try {
		return await fetchWhole(service, url, init, MAXIMUM_POLICY_REPLY_BYTES);
	} catch (error) {
		if (init.signal?.aborted) throw cancelled('CANCELLED', {});
		throw inRobotsWords(toServiceError(error, service), url);
	}
}

/** Two failures that hosted models have other advice for. */
function inRobotsWords(error: MultimodalError, url: URL): MultimodalError {
	const details = isJsonObject(error.details) ? error.details : {};
	const origin = originOf(url);
	if (error.code === 'SERVICE_TIMEOUT') {
		return policyNetworkError('POLICY_TIMEOUT', { origin, timeoutMs: Number(details.timeoutMs) });
	}
	if (error.code === 'SERVICE_REPLY_TOO_LARGE') {
		const maximumBytes = Number(details.maximumBytes);
		return policyNetworkError('POLICY_REPLY_TOO_LARGE', { origin, maximumBytes });
	}
	return error;
}
