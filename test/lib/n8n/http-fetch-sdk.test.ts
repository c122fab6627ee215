import Anthropic from '@anthropic-ai/sdk';
import type { ServerResponse } from 'node:http';
import OpenAI from 'openai';
import { inspect } from 'node:util';
import { gzipSync } from 'node:zlib';
import { fetchThroughN8n } from '../../../lib/n8n/http-fetch';
import { serve, type Loopback, type SeenRequest } from '../../helpers/loopback';
import { n8nHttp } from '../../helpers/n8n-http';

const KEY = 'sk-very-secret-key';
const fetch = fetchThroughN8n(n8nHttp());

let server: Loopback;
let answer: (request: SeenRequest, response: ServerResponse, attempt: number) => unknown;
beforeAll(async () => {
	server = await serve((request, response) => answer(request, response, server.seen.length));
});
afterAll(async () => await server.close());
beforeEach(() => (server.seen.length = 0));

const json = (response: ServerResponse, body: unknown, status = 200, headers = {}) =>
	response
		.writeHead(status, { 'content-type': 'application/json', ...headers })
		.end(JSON.stringify(body));
const events = (response: ServerResponse, data: Array<[event: string, data: unknown]>) => {
	response.writeHead(200, { 'content-type': 'text/event-stream' });
	for (const [event, one] of data) {
		response.write(
			`event: ${event}\ndata: ${typeof one === 'string' ? one : JSON.stringify(one)}\n\n`,
		);
	}
	response.end();
};

interface Client {
	/** One question with little patience. */
	ask(options?: { signal?: AbortSignal; retries?: number; timeoutMs?: number }): Promise<string>;
	/** The same, streamed. */
	stream(): Promise<string>;
	reply: object;
	events: Array<[event: string, data: unknown]>;
}

const message = {
	id: 'msg_1',
	type: 'message',
	role: 'assistant',
	model: 'claude-opus-4-8',
	content: [{ type: 'text', text: 'parrot' }],
	stop_reason: 'end_turn',
	stop_sequence: null,
	usage: { input_tokens: 7, output_tokens: 2 },
};

const anthropic: Client = {
	reply: message,
	events: [
		['message_start', { type: 'message_start', message: { ...message, content: [] } }],
		[
			'content_block_start',
			{ type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } },
		],
		...['par', 'rot'].map((text): [string, unknown] => [
			'content_block_delta',
			{ type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text } },
		]),
		['content_block_stop', { type: 'content_block_stop', index: 0 }],
		[
			'message_delta',
			{ type: 'message_delta', delta: { stop_reason: 'end_turn' }, usage: { output_tokens: 2 } },
		],
		['message_stop', { type: 'message_stop' }],
	],
	async ask({ signal, retries = 0, timeoutMs = 20_000 } = {}) {
		const { content } = await openAnthropic().messages.create(
			{ model: 'claude-opus-4-8', max_tokens: 10, messages: [{ role: 'user', content: 'Bird?' }] },
			{ signal, maxRetries: retries, timeout: timeoutMs },
		);
		return content.map((block) => (block.type === 'text' ? block.text : '')).join('');
	},
	async stream() {
		const streamed = openAnthropic().messages.stream({
			model: 'claude-opus-4-8',
			max_tokens: 10,
			messages: [{ role: 'user', content: 'Bird?' }],
		});
		return await streamed.finalText();
	},
};
const openAnthropic = () =>
	new Anthropic({ apiKey: KEY, baseURL: server.url, fetch, maxRetries: 0 });

const chunk = (content: string) => ({
	id: 'c1',
	object: 'chat.completion.chunk',
	choices: [{ index: 0, delta: { content }, finish_reason: null }],
});

const openAi: Client = {
	reply: {
		id: 'c1',
		object: 'chat.completion',
		choices: [
			{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content: 'parrot' } },
		],
	},
	events: [
		['message', chunk('par')],
		['message', chunk('rot')],
		['message', '[DONE]'],
	],
	async ask({ signal, retries = 0, timeoutMs = 20_000 } = {}) {
		const { choices } = await openOpenAi().chat.completions.create(
			{ model: 'gpt-5.6', messages: [{ role: 'user', content: 'Bird?' }] },
			{ signal, maxRetries: retries, timeout: timeoutMs },
		);
		return choices[0].message.content ?? '';
	},
	async stream() {
		const chunks = await openOpenAi().chat.completions.create({
			model: 'gpt-5.6',
			stream: true,
			messages: [{ role: 'user', content: 'Bird?' }],
		});
		let text = '';
		for await (const { choices } of chunks) text += choices[0].delta.content;
		return text;
	},
};
const openOpenAi = () =>
	new OpenAI({ apiKey: KEY, baseURL: `${server.url}/v1`, fetch, maxRetries: 0 });

const failureOf = async (work: Promise<unknown>): Promise<Error> =>
	await work.then(
		() => {
			throw new Error('Expected a failure, and there was none.');
		},
		(error) => error,
	);
const expectNoKey = (error: unknown) =>
	expect(inspect(error, { depth: 10, showHidden: true })).not.toContain(KEY);

describe.each([
	['Anthropic', anthropic],
	['OpenAI', openAi],
])('the SDK of %s', (_, client) => {
	it('asks and hears', async () => {
		answer = (__, response) => json(response, client.reply);
		expect(await client.ask()).toBe('parrot');
		const [seen] = server.seen;
		expect(seen.headers.authorization).toBe(`Bearer ${KEY}`);
		expect(JSON.parse(seen.body.toString()).messages).toEqual([{ role: 'user', content: 'Bird?' }]);
	});

	it('reads a packed answer', async () => {
		const headers = { 'content-type': 'application/json', 'content-encoding': 'gzip' };
		answer = (__, response) =>
			response.writeHead(200, headers).end(gzipSync(JSON.stringify(client.reply)));
		expect(await client.ask()).toBe('parrot');
	});

	it('reads a stream of events', async () => {
		answer = (__, response) => events(response, client.events);
		expect(await client.stream()).toBe('parrot');
	});

	it('waits as told after a 429 and tries again', async () => {
		answer = (__, response, attempt) =>
			attempt === 1
				? json(response, {}, 429, { 'retry-after-ms': '1' })
				: json(response, client.reply);
		expect(await client.ask({ retries: 1 })).toBe('parrot');
		expect(server.seen).toHaveLength(2);
	});

	it('tells a refusal with its status, words and number', async () => {
		const error = { type: 'authentication_error', message: 'Wrong key.' };
		const headers = { 'request-id': 'req_7', 'x-request-id': 'req_7' };
		answer = (__, response) => json(response, { type: 'error', error }, 401, headers);
		const failure = await failureOf(client.ask());
		expect(failure).toMatchObject({ status: 401, requestID: 'req_7' });
		expect(failure.message).toContain('Wrong key.');
		expectNoKey(failure);
	});

	it('fails where the answer breaks off', async () => {
		answer = (__, response) => {
			response.writeHead(200, { 'content-type': 'application/json', 'content-length': 9000 });
			response.write('{"id":', () => setImmediate(() => response.destroy()));
		};
		expectNoKey(await failureOf(client.ask()));
	});

	it('says why there is no connection', async () => {
		answer = (__, response) => response.destroy();
		const failure = await failureOf(client.ask());
		expect(failure).toMatchObject({ cause: { name: 'RequestFailure', code: 'ECONNRESET' } });
		expectNoKey(failure);
	});

	it('gives up in its own time', async () => {
		answer = () => undefined;
		const failure = await failureOf(client.ask({ timeoutMs: 50 }));
		expect(failure.constructor.name).toBe('APIConnectionTimeoutError');
		expectNoKey(failure);
	});

	it('stops when it is told to', async () => {
		const controller = new AbortController();
		const closed = new Promise<void>((resolve) => {
			answer = (__, response) => {
				response.on('close', resolve);
				controller.abort();
			};
		});
		const failure = await failureOf(client.ask({ signal: controller.signal, retries: 4 }));
		expect(failure.constructor.name).toBe('APIUserAbortError');
		expectNoKey(failure);
		await closed;
	});
});

it('a recording goes up with the SDK of OpenAI, byte for byte', async () => {
	const bytes = Buffer.from(Array.from({ length: 300_000 }, (_, n) => (n * 13) % 256));
	answer = (_, response) => json(response, { text: 'hello' });
	const file = new File([bytes], 'talk.wav', { type: 'audio/wav' });
	const { text } = await openOpenAi().audio.transcriptions.create({ model: 'whisper-1', file });
	expect(text).toBe('hello');
	const [{ url, body, headers }] = server.seen;
	expect(url).toBe('/v1/audio/transcriptions');
	const type = { 'content-type': headers['content-type']! };
	const form = await new Response(new Uint8Array(body), { headers: type }).formData();
	const arrived = form.get('file') as File;
	expect(arrived.name).toBe('talk.wav');
	expect(Buffer.from(await arrived.arrayBuffer()).equals(bytes)).toBe(true);
	expect(form.get('model')).toBe('whisper-1');
});
