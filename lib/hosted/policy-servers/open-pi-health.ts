import { cancelled } from '../../errors';
import { toServiceError } from '../service-error';
import type { Fetch, Service } from '../types';
import { fetchWhole } from '../whole-reply';
import { originOf } from './address';
import { keyHeader } from './key-header';
import { addressOf } from './open-pi-connection';
import { replyFailure } from './reply-failure';

interface HealthQuestion {
	baseUrl: string;
	apiKey?: string;
	fetch: Fetch;
	timeoutMs: number;
	signal?: AbortSignal;
}

/** Whether an openpi server is there and ready: its `/healthz`. It waits while the server computes. Rejects with a coded error. */
export async function checkOpenPi(question: HealthQuestion): Promise<void> {
	const { apiKey, signal } = question;
	const url = new URL(addressOf(question).href.replace(/^ws/, 'http'));
	url.pathname = '/healthz';
	url.search = '';
	const service: Service = {
		...question,
		provider: 'openAi',
		baseUrl: url.origin,
		maximumRetries: 0,
	};
	const response = await fetchWhole(service, url, {
		headers: keyHeader('Api-Key', apiKey),
		signal,
	}).catch((error: unknown) => {
		throw signal?.aborted ? cancelled('CANCELLED', {}) : toServiceError(error, service);
	});
	if (response.status === 200) return;
	const body = await response.text();
	throw replyFailure({ origin: originOf(url), status: response.status, body, apiKey });
}
