import { ask } from '../../../lib/hosted/ask';
import { OPEN_AI_KEY, startOpenAiServer } from '../../helpers/hosted/open-ai-server';
import { failure, question, reach, useServer } from './support';

const gpt = useServer(() => startOpenAiServer('vllm'));
const askGpt = (changes = {}) => ask(reach(gpt.server, changes), question(gpt.server));

test.each([
	[`${OPEN_AI_KEY}x`, 'refuses the API key (400: API key not valid. Please pass a valid API key)'],
	[undefined, 'asks for an API key (400: Missing or invalid Authorization header)'],
])('Gemini refuses a key with 400, in a list: it is told as any other', async (apiKey, words) => {
	const gemini = await startOpenAiServer('gemini');
	const asked = ask(reach(gemini, { apiKey }), question(gemini));
	const error = await failure(asked.finally(() => gemini.close()));
	const details = { status: 400, code: 'INVALID_ARGUMENT' };
	expect(error).toMatchObject({ code: 'SERVICE_KEY_REFUSED', details });
	expect(error.message).toContain(words);
});

test.each([
	[429, { error: { message: 'You exceeded your current quota', code: 'insufficient_quota' } }],
	[429, { error: { message: 'Your credit balance is exhausted.' } }],
	[
		400,
		{
			error: {
				type: 'invalid_request_error',
				message: 'Your credit balance is too low to access the API.',
			},
		},
	],
	[
		400,
		{
			error: {
				type: 'invalid_request_error',
				message: 'You have reached your specified API usage limits.',
			},
		},
	],
])('%i that is about money says so: %j', async (status, body) => {
	gpt.server.failNext([{ status, body }]);
	await expect(failure(askGpt())).resolves.toMatchObject({ code: 'SERVICE_BILLING' });
});

test.each([
	[
		{
			message:
				'Rate limit reached for model `x` in organization `org_1` on tokens per day (TPD): Limit 500000, Used 499962, Requested 241. Please try again in 34s. Need more tokens? Upgrade to Dev Tier today at https://console.groq.com/settings/billing',
			type: 'tokens',
			code: 'rate_limit_exceeded',
		},
		'rate_limit_exceeded',
	],
	[
		{
			code: 429,
			message: 'You exceeded your current quota, please check your plan and billing details.',
			status: 'RESOURCE_EXHAUSTED',
		},
		'RESOURCE_EXHAUSTED',
	],
])('429 that only names the page for paying more is no bill: %j', async (error, code) => {
	gpt.server.failNext([{ status: 429, body: { error } }]);
	await expect(failure(askGpt())).resolves.toMatchObject({
		code: 'SERVICE_RATE_LIMIT',
		details: { code },
	});
	gpt.server.failNext([{ status: 429, body: { error }, 'retry-after-ms': 1 }]);
	await expect(askGpt({ maximumRetries: 1 })).resolves.toMatchObject({ finish: 'complete' });
});
