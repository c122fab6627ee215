import { inspect } from 'node:util';
import { MultimodalError } from '../../../lib/errors';
import { ask } from '../../../lib/hosted/ask';
import { countTokensByService } from '../../../lib/hosted/count-tokens';
import { listServiceModels } from '../../../lib/hosted/list-models';
import { withoutKey } from '../../../lib/hosted/secrets';
import { toServiceError } from '../../../lib/hosted/service-error';
import { ANTHROPIC_KEY, startAnthropicServer } from '../../helpers/hosted/anthropic-server';
import { OPEN_AI_KEY, startOpenAiServer } from '../../helpers/hosted/open-ai-server';
import { failure, question, reach, useServer } from './support';

const claude = useServer(startAnthropicServer);
const gpt = useServer(() => startOpenAiServer('vllm'));
const askClaude = (changes = {}) => ask(reach(claude.server, changes), question(claude.server));
const askGpt = (changes = {}) => ask(reach(gpt.server, changes), question(gpt.server));

test('a wrong key is one clear sentence that names the credential and not the key', async () => {
	const apiKey = `${ANTHROPIC_KEY}x`;
	const body = {
		error: { message: `invalid x-api-key: ${apiKey}.`, type: 'authentication_error' },
	};
	claude.server.failNext([{ status: 401, body }]);
	const error = await failure(askClaude({ apiKey }));
	expect(error.message).toBe(
		`The server at ${claude.server.baseUrl} refuses the API key (401: invalid x-api-key: ***). Open the Anthropic API credential of this node and enter a valid key.`,
	);
	expect(error).toMatchObject({
		errorClass: 'service',
		code: 'SERVICE_KEY_REFUSED',
		details: { hasKey: true },
	});
});

test('a key that OpenAI echoes with its middle left out is masked whole', async () => {
	const server = await startOpenAiServer();
	const apiKey = OPEN_AI_KEY.replace('Kx8', 'Kx9');
	const error = await failure(
		listServiceModels(reach(server, { apiKey })).finally(() => server.close()),
	);
	expect(error.message).toContain('(401: Incorrect API key provided: ***. You can find');
});

test('a missing key is told to be missing', async () => {
	const server = await startOpenAiServer('groq');
	const service = reach(server, { apiKey: undefined });
	const error = await failure(listServiceModels(service).finally(() => server.close()));
	expect(error.message).toContain("asks for an API key (401: You didn't provide an API key");
});

test.each([
	[402, 'billing_error', 'SERVICE_BILLING', 'Add credit'],
	[403, 'permission_error', 'SERVICE_FORBIDDEN', 'choose another model'],
	[404, 'not_found_error', 'SERVICE_PATH_UNKNOWN', 'Check the base URL'],
	[413, 'request_too_large', 'SERVICE_REQUEST_TOO_LARGE', 'Request exceeds the maximum size'],
	[429, 'rate_limit_error', 'SERVICE_RATE_LIMIT', 'Try again later'],
	[400, 'invalid_request_error', 'SERVICE_REQUEST_REFUSED', 'Change what it names'],
	[500, 'api_error', 'SERVICE_OVERLOADED', 'Try again later'],
	[529, 'overloaded_error', 'SERVICE_OVERLOADED', '529: Overloaded'],
])('%i %s is %s', async (status, type, code, words) => {
	claude.server.failNext([{ status }]);
	const error = await failure(askClaude());
	const details = { provider: 'anthropic', status, code: type, requestId: 'req_1' };
	expect(error).toMatchObject({ errorClass: 'service', code, details });
	expect(error.message).toContain(words);
});

test.each([
	['{"choices": [', 'application/json', /JSON/],
	['<html><title>Log in</title></html>', 'text/html', /\(Log in\)/],
	['{"hello": 1}', 'application/json', /\(an object with hello\)/],
	['[]', 'application/json', /\(object\)/],
	['', 'application/json', /\(nothing\)|JSON/],
	['{"error": {"message": "no model loaded"}}', 'application/json', /no model loaded/],
])('a reply that is no answer (%s) is told', async (text, type, words) => {
	for (const [server, asked] of [
		[gpt.server, askGpt],
		[claude.server, askClaude],
	] as const) {
		server.garbage(text, type);
		const error = await failure(asked());
		expect(error.code).toBe('SERVICE_REPLY_UNREADABLE');
		expect(error.message).toMatch(words);
	}
});

test('counting, too, tells a reply that is none', async () => {
	claude.server.garbage('{"tokens": 3}');
	const error = await failure(countTokensByService(reach(claude.server), question(claude.server)));
	expect(error.code).toBe('SERVICE_REPLY_UNREADABLE');
});

test('a redirect is no answer, and not followed with the key', async () => {
	gpt.server.failNext([{ status: 301, location: 'http://127.0.0.1:9/v1', body: '' }]);
	const manual: typeof fetch = (url, init) => fetch(url, { ...init, redirect: 'manual' });
	const error = await failure(askGpt({ fetch: manual }));
	expect(error).toMatchObject({ code: 'SERVICE_REPLY_UNREADABLE', details: { status: 301 } });
});

test('a reply without an end is given up', async () => {
	const endless = new ReadableStream({
		pull: (flow) => flow.enqueue(new Uint8Array(16 * 1024 * 1024)),
	});
	const error = await failure(askGpt({ fetch: async () => new Response(endless) }));
	expect(error).toMatchObject({ errorClass: 'network', code: 'SERVICE_REPLY_TOO_LARGE' });
});

test.each([
	['ftp://example.com', 'SERVICE_ADDRESS_INVALID'],
	['my-server:8000', 'SERVICE_ADDRESS_INVALID'],
	['http://user:password@example.com', 'SERVICE_ADDRESS_INVALID'],
])('the base URL %s is refused without being repeated', async (baseUrl, code) => {
	const error = await failure(askGpt({ baseUrl }));
	expect(error).toMatchObject({ errorClass: 'input', code });
	expect(error.message).not.toContain(baseUrl);
});

test('a key with a line break is refused without being repeated', async () => {
	const error = await failure(askGpt({ apiKey: 'first-half\nsecond-half' }));
	expect(error).toMatchObject({ errorClass: 'input', code: 'SERVICE_KEY_MALFORMED' });
	expect(inspect(error, { depth: 10 })).not.toMatch(/first-half|second-half/);
	await expect(askGpt({ apiKey: ` ${OPEN_AI_KEY}\n` })).resolves.toMatchObject({
		finish: 'complete',
	});
});

describe('the way to the service', () => {
	const failing = (error: Error) => ({ fetch: (() => Promise.reject(error)) as typeof fetch });
	const withCode = (code: string) =>
		Object.assign(new TypeError('fetch failed'), {
			cause: Object.assign(new Error(code), { code }),
		});

	test.each([
		['ECONNREFUSED', 'SERVICE_UNREACHABLE', 'nothing answers there'],
		['ENOTFOUND', 'SERVICE_UNREACHABLE', 'there is no host of this name'],
		['ETIMEDOUT', 'SERVICE_UNREACHABLE', 'the host does not react'],
		['ECONNRESET', 'SERVICE_CUT', 'ECONNRESET'],
		['DEPTH_ZERO_SELF_SIGNED_CERT', 'SERVICE_CERTIFICATE', 'NODE_EXTRA_CA_CERTS'],
	])('%s is %s', async (code, expected, words) => {
		for (const asked of [askGpt, askClaude]) {
			const error = await failure(asked(failing(withCode(code))));
			expect(error).toMatchObject({ errorClass: 'network', code: expected, details: { code } });
			expect(error.message).toContain(words);
		}
	});

	test("a coded error of the way, such as n8n's protection has, stays what it is and is asked for once", async () => {
		let tries = 0;
		const refusing: typeof fetch = () => {
			tries++;
			return Promise.reject(new MultimodalError('input', 'OF_ITS_OWN', `about ${OPEN_AI_KEY}`));
		};
		const error = await failure(askGpt({ fetch: refusing, maximumRetries: 3 }));
		expect(tries).toBe(1);
		expect(error).toMatchObject({ errorClass: 'input', code: 'OF_ITS_OWN', message: 'about ***' });
	});
});

test('no failure shows the key, wherever one looks', async () => {
	const keyed = { headers: { authorization: `Bearer ${OPEN_AI_KEY}` } };
	const words = `bad key ${OPEN_AI_KEY}, ${OPEN_AI_KEY.slice(0, 12)}...${OPEN_AI_KEY.slice(-4)}, ${OPEN_AI_KEY.slice(5, 20)}`;
	const axios = Object.assign(new Error(words), {
		config: keyed,
		request: keyed,
		response: { config: keyed },
	});
	const service = reach(gpt.server);
	gpt.server.failNext(
		[401, 429, 500].map((status) => ({ status, body: { error: { message: words } } })),
	);
	const errors = [
		...(await Promise.all([askGpt(), askGpt(), askGpt()].map(failure))),
		await failure(askGpt({ fetch: () => Promise.reject(axios) })),
		toServiceError(new MultimodalError('network', 'X', words, { words }, axios), service),
		toServiceError(axios, service),
		toServiceError(words, service),
	];
	for (const error of errors) {
		const shown = inspect(error, { depth: 10, showHidden: true });
		expect(shown).toContain('***');
		expect(shown).not.toContain(OPEN_AI_KEY.slice(8, 16));
		expect(shown).not.toContain(OPEN_AI_KEY.slice(-10));
		expect(JSON.stringify(error)).not.toContain(OPEN_AI_KEY.slice(8, 16));
	}
});

test.each([
	['key abcdefghijklmnop is wrong', 'key *** is wrong'],
	['key abc****mnop is wrong', 'key *** is wrong'],
	['key abcdef… is wrong', 'key *** is wrong'],
	['of it cdefghijk is shown', 'of it *** is shown'],
	['abcd and mnop are harmless', 'abcd and mnop are harmless'],
	['other****words', 'other****words'],
])('%j without the key is %j', (text, expected) => {
	expect(withoutKey(text, 'abcdefghijklmnop')).toBe(expected);
});

test('what a service echoes of a request is cut, and holds nothing up', async () => {
	const echoed = 'a1b2c3d4e5f60789'.repeat(100_000);
	gpt.server.failNext([{ status: 422, body: { detail: [{ msg: 'too long', input: echoed }] } }]);
	const error = await failure(askGpt());
	expect(error.message).toContain('too long');
	expect((error.cause as Error).message.length).toBeLessThan(5000);
	expect(withoutKey(echoed, OPEN_AI_KEY)).toBe(echoed);
});

test('details stay what they are but for the key, whatever it looks like', () => {
	const failed = new MultimodalError('service', 'X', 'no', { status: 429, reason: 'key 429' });
	const { details } = toServiceError(failed, { ...reach(gpt.server), apiKey: '429' });
	expect(details).toEqual({ status: 429, reason: 'key ***' });
});

test('a short key is taken out only where it stands alone', () => {
	expect(withoutKey('key none: nonesuch at none.', 'none')).toBe('key ***: nonesuch at ***.');
	expect(withoutKey('whatever', undefined)).toBe('whatever');
});
