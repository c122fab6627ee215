import path from 'node:path';
import type { Readable } from 'node:stream';
import type { IN8nHttpFullResponse } from 'n8n-workflow';
import { MultimodalError } from '../errors';
import { downloadErrors, inputErrors } from './errors';
import { toRequestFailure } from './request-failure';
import type { ItemRun } from './run-items';
import type { Source } from './source';

/**
 * Opens a download as a stream, through n8n's HTTP helper: its proxy settings and its protection
 * of internal addresses hold here too.
 */
export async function openUrl(run: ItemRun, address: string): Promise<Source> {
	const url = parseUrl(address);
	const end = new AbortController();
	const response = await request(run, url, end.signal);
	if (response.statusCode >= 300) {
		// To destroy n8n's stream leaves the connection open behind it.
		end.abort();
		throw downloadErrors('URL_REFUSED', { url: withoutSecrets(url), status: response.statusCode });
	}
	return { stream: response.body as Readable, fileName: fileNameOf(url) };
}

function parseUrl(address: string): URL {
	const url = URL.canParse(address) ? new URL(address) : undefined;
	if (url?.protocol === 'http:' || url?.protocol === 'https:') return url;
	throw inputErrors('INVALID_URL', { url: address });
}

async function request(
	{ context, signal }: ItemRun,
	url: URL,
	end: AbortSignal,
): Promise<IN8nHttpFullResponse> {
	try {
		return (await context.helpers.httpRequest({
			url: url.href,
			method: 'GET',
			encoding: 'stream',
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			abortSignal: signal ? AbortSignal.any([signal, end]) : end,
		})) as IN8nHttpFullResponse;
	} catch (error) {
		const failure = toRequestFailure(error);
		if (failure instanceof MultimodalError) throw failure;
		const details = { url: withoutSecrets(url), reason: failure.message };
		throw downloadErrors('URL_UNREACHABLE', details, failure);
	}
}

/** Queries and logins hold keys (signed links do): they stay out of messages. */
const withoutSecrets = (url: URL): string => `${url.origin}${url.pathname}`;

function fileNameOf(url: URL): string {
	const last = path.posix.basename(url.pathname);
	try {
		return decodeURIComponent(last);
	} catch {
		return last;
	}
}
