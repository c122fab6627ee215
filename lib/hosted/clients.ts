import type { Anthropic } from '@anthropic-ai/sdk' with { 'resolution-mode': 'import' };
import type { OpenAI } from 'openai' with { 'resolution-mode': 'import' };
import { MAXIMUM_TIMER_MS } from '../limits';
import { baseUrlOf } from './addresses';
import { reliableFetch } from './transport';
import type { Service } from './types';

/** The SDKs want a key at once; the real one is added on the way, where there is one. */
const NO_KEY = 'added-by-the-transport';

/** Anthropic's SDK for the service. It takes nothing from n8n's environment: no key, address, header or trace. */
export async function openAnthropic(service: Service): Promise<Anthropic> {
	const { Anthropic } = await import('@anthropic-ai/sdk');
	return new Anthropic({
		...commonOptions(service),
		authToken: null,
		webhookKey: null,
		openTelemetry: false,
	});
}

/** OpenAI's SDK for the service. It takes nothing from n8n's environment: no key, organization, project, address or header. */
export async function openOpenAi(service: Service): Promise<OpenAI> {
	const { OpenAI } = await import('openai');
	return new OpenAI({
		...commonOptions(service),
		adminAPIKey: null,
		organization: null,
		project: null,
		webhookSecret: null,
	});
}

/** Tries, waits and time limits are the transport's, the same for both. */
function commonOptions(service: Service) {
	return {
		apiKey: NO_KEY,
		baseURL: baseUrlOf(service),
		fetch: reliableFetch(service),
		maxRetries: 0,
		timeout: MAXIMUM_TIMER_MS,
		logLevel: 'off' as const,
	};
}
