// n8n reads them once, when its services are first asked for.
process.env.N8N_SSRF_PROTECTION_ENABLED = 'true';
process.env.N8N_SSRF_ALLOWED_HOSTNAMES = 'localhost';

import Anthropic from '@anthropic-ai/sdk';
import OpenAI from 'openai';
import type { MultimodalError } from '../../../lib/errors';
import { ask } from '../../../lib/hosted/ask';
import { fetchThroughN8n } from '../../../lib/n8n/http-fetch';
import type { ItemRun } from '../../../lib/n8n/run-items';
import { openUrl } from '../../../lib/n8n/url-input';
import { serve, type Loopback } from '../../helpers/loopback';
import { n8nHttp } from '../../helpers/n8n-http';

const http = n8nHttp();
const SENTENCE = 'The request was blocked because it resolves to a restricted IP address';

let server: Loopback;
let port: string;
beforeAll(async () => {
	const location = 'http://169.254.169.254/latest/meta-data/';
	server = await serve((_, response) => response.writeHead(302, { location }).end());
	port = new URL(server.url).port;
});
afterAll(async () => await server.close());

const failureOf = async (work: Promise<unknown>): Promise<MultimodalError> =>
	await work.then(
		() => {
			throw new Error('Expected a failure, and there was none.');
		},
		(error) => error,
	);
const refusal = {
	errorClass: 'network',
	code: 'REQUEST_BLOCKED',
	message: expect.stringContaining(`${SENTENCE}. The target `),
	cause: { name: 'SsrfBlockedIpError', message: SENTENCE },
};

it.each([
	['127.0.0.1', () => `http://127.0.0.1:${port}/picture.png`],
	['IPv6', () => 'http://[::1]/picture.png'],
	['the metadata address', () => 'http://169.254.169.254/latest/meta-data/'],
	['a private network', () => 'https://10.0.0.8/picture.png'],
])("a picture's address is refused in n8n's words: %s", async (_, address) => {
	const run = { context: http, itemIndex: 0, folder: '' } as unknown as ItemRun;
	expect(await failureOf(openUrl(run, address()))).toMatchObject(refusal);
	expect(server.seen).toEqual([]);
});

it('so is an address that an allowed one leads to', async () => {
	const run = { context: http, itemIndex: 0, folder: '' } as unknown as ItemRun;
	const opened = openUrl(run, `http://localhost:${port}/picture.png`);
	expect(await failureOf(opened)).toMatchObject(refusal);
	expect(server.seen).toHaveLength(1);
	server.seen.length = 0;
});

it("a service's address is refused in n8n's words", async () => {
	const fetch = fetchThroughN8n(http);
	const asked = fetch(server.url, { method: 'POST', body: '{}' });
	expect(await failureOf(asked)).toMatchObject(refusal);
	expect(server.seen).toEqual([]);
});

it('a question to it fails with them, at once', async () => {
	const asked = ask(
		{
			provider: 'openAi',
			baseUrl: server.url,
			fetch: fetchThroughN8n(http),
			timeoutMs: 20_000,
			maximumRetries: 1000,
		},
		{ model: 'any', parts: [{ kind: 'text', text: 'Bird?' }], maximumOutputTokens: 10 },
	);
	expect(await failureOf(asked)).toMatchObject({ ...refusal, cause: expect.anything() });
	expect(server.seen).toEqual([]);
});

it('the official clients keep the refusal as the cause of theirs', async () => {
	const options = {
		apiKey: 'key',
		baseURL: server.url,
		fetch: fetchThroughN8n(http),
		maxRetries: 0,
	};
	const asked = new Anthropic(options).models.list();
	expect(await failureOf(asked as unknown as Promise<unknown>)).toMatchObject({ cause: refusal });
	const listed = new OpenAI(options).models.list();
	expect(await failureOf(listed as unknown as Promise<unknown>)).toMatchObject({ cause: refusal });
});
