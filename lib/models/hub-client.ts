import type { Dispatcher, EnvHttpProxyAgent } from 'undici';
import { throwIfCancelled } from '../errors';
import { MAXIMUM_DOWNLOAD_REDIRECTS } from '../limits';
import type { DownloadLimits } from './download-limits';
import { hubEndpoint, hubToken } from './environment';
import { downloadError } from './errors';
import { networkError } from './network-error';
import type { ResolveOptions } from './types';

type Headers = Record<string, string | string[] | undefined>;

export interface HubResponse {
	status: number;
	headers: Headers;
	/** Headers of all hops on the hub's own host, the first one's before the last one's. */
	hubHeaders: Headers;
	/** Whether the hub's own host answered, not the store behind it. */
	fromHub: boolean;
	/** Whether the hub was sent a token. */
	hasToken: boolean;
	body: Dispatcher.ResponseData['body'];
}

/** Requests to the hub: proxy environment, redirects, token, stall timeout. Close it after use. */
export interface HubClient {
	limits: DownloadLimits;
	signal?: AbortSignal;
	request(url: string, options?: HubRequest): Promise<HubResponse>;
	close(): Promise<void>;
}

interface HubRequest {
	method?: 'GET' | 'HEAD';
	headers?: Record<string, string>;
}

/** Opens a client. Its requests reject with coded errors when nobody answers. */
export async function openHubClient(
	limits: DownloadLimits,
	{ signal, hubToken: given }: Pick<ResolveOptions, 'signal' | 'hubToken'> = {},
): Promise<HubClient> {
	// Loaded here, not above: node files must load in milliseconds.
	const undici = await import('undici');
	const agent = openAgent(undici, limits);
	const token = hubToken(given);
	const sendOne: SendOne = (url, options) =>
		send(agent, url, withToken(options, url, token), limits, signal);
	return {
		limits,
		signal,
		async request(url, options = {}) {
			const response = await followRedirects(sendOne, new URL(url), options);
			return { ...response, hasToken: token !== undefined };
		},
		close: () => agent.destroy(),
	};
}

function openAgent(undici: typeof import('undici'), { stallTimeoutMs }: DownloadLimits) {
	try {
		return new undici.EnvHttpProxyAgent({ connect: { timeout: stallTimeoutMs } });
	} catch (error) {
		throw downloadError('DOWNLOAD_PROXY_INVALID', { reason: (error as Error).message }, error);
	}
}

/** Lets go of a body nobody reads. */
export function discard({ body }: Pick<HubResponse, 'body'>): void {
	void body.dump().catch(() => undefined);
}

type SendOne = (url: URL, options: HubRequest) => Promise<Dispatcher.ResponseData>;

async function followRedirects(
	sendOne: SendOne,
	first: URL,
	options: HubRequest,
): Promise<Omit<HubResponse, 'hasToken'>> {
	let url = first;
	let hubHeaders: Headers = {};
	for (let hop = 0; hop <= MAXIMUM_DOWNLOAD_REDIRECTS; hop++) {
		const { statusCode: status, headers, body } = await sendOne(url, options);
		const fromHub = isHub(url);
		if (fromHub) hubHeaders = { ...headers, ...hubHeaders };
		if (!isRedirect(status, headers)) return { status, headers, hubHeaders, fromHub, body };
		discard({ body });
		url = new URL(String(headers.location), url);
	}
	throw downloadError('DOWNLOAD_REDIRECTS', { url: first.href });
}

async function send(
	agent: EnvHttpProxyAgent,
	url: URL,
	{ method = 'GET', headers }: HubRequest,
	{ stallTimeoutMs }: DownloadLimits,
	signal?: AbortSignal,
): Promise<Dispatcher.ResponseData> {
	throwIfCancelled(signal);
	try {
		return await agent.request({
			origin: url.origin,
			path: url.pathname + url.search,
			method,
			// A compressed body would have another length and another checksum.
			headers: { 'accept-encoding': 'identity', ...headers },
			headersTimeout: stallTimeoutMs,
			bodyTimeout: stallTimeoutMs,
			signal,
		});
	} catch (error) {
		throwIfCancelled(signal);
		throw networkError(error, url, stallTimeoutMs);
	}
}

function withToken(request: HubRequest, url: URL, token?: string): HubRequest {
	if (!token || !isHub(url)) return request;
	return { ...request, headers: { ...request.headers, authorization: `Bearer ${token}` } };
}

function isHub(url: URL): boolean {
	return url.origin === new URL(hubEndpoint()).origin;
}

function isRedirect(status: number, headers: Headers): boolean {
	return [301, 302, 303, 307, 308].includes(status) && headers.location !== undefined;
}
