import { downloadError } from './errors';
import { discard, type HubResponse } from './hub-client';

/** Throws the coded error of a response that is no success. `url` is for the message. */
export function throwOnStatus(response: HubResponse, url: string): void {
	const { status, hasToken } = response;
	if (status < 300) return;
	discard(response);
	const reason = textHeader(response, 'x-error-message');
	// A store's signed address may run out during a long download; the hub gives a fresh one.
	const outdated = !response.fromHub && status === 403;
	if (status === 408 || status === 429 || status >= 500 || outdated) {
		const retryAfterMs = Number(textHeader(response, 'retry-after') ?? 0) * 1000 || 0;
		throw downloadError('DOWNLOAD_SERVER_BUSY', { url, status, retryAfterMs });
	}
	if (status === 401 || status === 403) {
		throw downloadError('DOWNLOAD_FORBIDDEN', { url, status, hasToken, reason });
	}
	if (status === 404 || status === 410) throw downloadError('DOWNLOAD_NOT_FOUND', { url, reason });
	throw downloadError('DOWNLOAD_REFUSED', { url, status });
}

/** A header's text, or undefined. */
export function textHeader(
	{ headers }: Pick<HubResponse, 'headers'>,
	name: string,
): string | undefined {
	const value = headers[name];
	return Array.isArray(value) ? value[0] : value;
}
