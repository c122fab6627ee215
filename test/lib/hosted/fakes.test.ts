import Anthropic from '@anthropic-ai/sdk';
import OpenAI from 'openai';
import { readFileSync } from 'node:fs';
import { startAnthropicServer } from '../../helpers/hosted/anthropic-server';
import { startOpenAiServer, type OpenAiServer } from '../../helpers/hosted/open-ai-server';
import { makeBlackPng } from '../../helpers/pictures';
import { MODELS, ROCKET, useServer } from './support';

/** The fakes are what the official clients take them for. */
const used = { claude: useServer(startAnthropicServer), gpt: useServer(startOpenAiServer) };

const claude = (options = {}) =>
	new Anthropic({
		baseURL: used.claude.server.baseUrl,
		apiKey: used.claude.server.apiKey,
		maxRetries: 0,
		logLevel: 'off',
		...options,
	});
const gpt = (server: OpenAiServer = used.gpt.server, options = {}) =>
	new OpenAI({
		baseURL: server.baseUrl,
		apiKey: server.apiKey,
		maxRetries: 0,
		logLevel: 'off',
		...options,
	});
const say = (content: Anthropic.MessageParam['content'] = 'Hello', more = {}) => ({
	model: MODELS.anthropic,
	max_tokens: 100,
	messages: [{ role: 'user' as const, content }],
	...more,
});
const chat = (more = {}) => ({
	model: MODELS.openAi,
	messages: [{ role: 'user' as const, content: 'Hello' }],
	...more,
});
const image = (data: Buffer, mediaType = 'image/png'): Anthropic.ImageBlockParam => ({
	type: 'image',
	source: { type: 'base64', media_type: mediaType as 'image/png', data: data.toString('base64') },
});

describe("Anthropic's", () => {
	test('answers with the fields that the SDK types', async () => {
		const rocket = image(readFileSync(ROCKET), 'image/jpeg');
		const reply = await claude().messages.create(say([rocket]));
		expect(reply).toMatchObject({ type: 'message', role: 'assistant', stop_reason: 'end_turn' });
		expect(reply.content.map(({ type }) => type)).toEqual(['thinking', 'text']);
		expect(reply.usage.input_tokens).toBeGreaterThan(23 * 16);
		expect(reply._request_id).toMatch(/^req_/);
	});

	test('takes x-api-key too, and prefers it', async () => {
		const both = claude({ defaultHeaders: { 'x-api-key': 'wrong' } });
		await expect(both.messages.create(say())).rejects.toMatchObject({
			status: 401,
			type: 'authentication_error',
			apiMessage: 'invalid x-api-key',
		});
		const other = { apiKey: 'wrong', defaultHeaders: { 'x-api-key': used.claude.server.apiKey } };
		await expect(claude(other).messages.create(say())).resolves.toMatchObject({ type: 'message' });
	});

	test.each([
		['sampling', { temperature: 1 }, /temperature/],
		['unknown fields', { colour: 'red' }, /colour: Extra inputs are not permitted/],
		[
			'open schemas',
			{ output_config: { format: { type: 'json_schema', schema: { type: 'object' } } } },
			/additionalProperties/,
		],
		['too long answers', { max_tokens: 100_000 }, /max_tokens: 100000 > 64000/],
		['no messages', { messages: [] }, /at least one message/],
	])('refuses %s', async (_, more, message) => {
		const call = claude({ timeout: 10_000 }).messages.create(say('Hello', more));
		await expect(call).rejects.toMatchObject({
			status: 400,
			type: 'invalid_request_error',
			apiMessage: expect.stringMatching(message),
		});
	});

	test('limits the sides of pictures, more so for many', async () => {
		const wide = image(await makeBlackPng(2001, 1));
		const one = await claude().messages.create(say([wide]));
		expect(one.type).toBe('message');
		const call = claude().messages.create(say(Array(21).fill(wide)));
		await expect(call).rejects.toMatchObject({
			errorCode: 'image_dimensions_too_large',
			apiMessage: expect.stringMatching(/many-image requests.*2000/),
		});
		const huge = claude().messages.create(say([image(await makeBlackPng(8001, 1))]));
		await expect(huge).rejects.toMatchObject({ apiMessage: expect.stringContaining('8000') });
	});

	test('knows a picture by its content, and its largest size', async () => {
		const mistaken = claude().messages.create(say([image(readFileSync(ROCKET))]));
		await expect(mistaken).rejects.toMatchObject({
			apiMessage: expect.stringContaining('appears to be a image/jpeg'),
		});
		const heavy = claude().messages.create(say([image(Buffer.alloc(8 * 1024 * 1024))]));
		await expect(heavy).rejects.toMatchObject({
			apiMessage: expect.stringContaining('exceeds 10 MB'),
		});
	});

	test('takes 32 MB at most', async () => {
		const call = claude().messages.create(say('a'.repeat(33 * 1024 * 1024)));
		await expect(call).rejects.toMatchObject({ status: 413, type: 'request_too_large' });
	});

	test('counts without sending, but no pictures that lie elsewhere', async () => {
		const { model, messages: said } = say('Hello, how are you?');
		const { input_tokens: tokens } = await claude().messages.countTokens({ model, messages: said });
		const reply = await claude().messages.create(say('Hello, how are you?'));
		expect(tokens).toBe(reply.usage.input_tokens);
		const source = { type: 'url' as const, url: 'https://example.com/a.png' };
		const messages = [{ role: 'user' as const, content: [{ type: 'image' as const, source }] }];
		await expect(
			claude().messages.countTokens({ model: MODELS.anthropic, messages }),
		).rejects.toMatchObject({ status: 400, type: 'invalid_request_error' });
	});

	test('lists models page by page', async () => {
		used.claude.server.models = Array.from({ length: 5 }, (_, n) => `claude-${n}`);
		const ids: string[] = [];
		for await (const { id } of claude().models.list({ limit: 2 })) ids.push(id);
		expect(ids).toEqual(used.claude.server.models);
		expect(used.claude.server.requests).toHaveLength(3);
	});

	test.each([
		[429, 'RateLimitError', 'rate_limit_error'],
		[500, 'InternalServerError', 'api_error'],
		[529, 'OverloadedError', 'overloaded_error'],
	])('makes the SDK try again after %i, and then throw %s', async (status, name, type) => {
		used.claude.server.failNext(Array(3).fill({ status, 'retry-after-ms': 1 }));
		const call = claude({ maxRetries: 2 }).messages.create(say());
		await expect(call).rejects.toMatchObject({ name, status, type });
		expect(used.claude.server.requests).toHaveLength(3);
	});
});

describe("OpenAI's", () => {
	test('answers with the fields that the SDK types', async () => {
		used.gpt.server.cachedTokens = 3;
		const reply = await gpt().chat.completions.create(chat());
		expect(reply.choices[0]).toMatchObject({ finish_reason: 'stop', message: { refusal: null } });
		expect(reply.usage).toMatchObject({ prompt_tokens_details: { cached_tokens: 3 } });
		expect(reply._request_id).toMatch(/^req-/);
	});

	test('echoes the ends of a wrong key', async () => {
		const call = gpt(used.gpt.server, {
			apiKey: `sk-proj-${'wrong'.repeat(3)}-1234`,
		}).models.list();
		await expect(call).rejects.toMatchObject({
			status: 401,
			code: 'invalid_api_key',
			message: expect.stringContaining('sk-proj-********************1234'),
		});
	});

	test.each([
		['the older limit', { max_tokens: 5 }, 'unsupported_parameter'],
		['unknown fields', { colour: 'red' }, 'unknown_parameter'],
		['an unknown model', { model: 'gpt-0' }, 'model_not_found'],
	])('refuses %s', async (_, more, code) => {
		await expect(gpt().chat.completions.create(chat(more))).rejects.toMatchObject({ code });
	});

	test('makes the SDK try again after 429, and then throw RateLimitError', async () => {
		used.gpt.server.failNext(Array(3).fill({ status: 429, 'retry-after-ms': 1 }));
		const call = gpt(used.gpt.server, { maxRetries: 2 }).chat.completions.create(chat());
		await expect(call).rejects.toBeInstanceOf(OpenAI.RateLimitError);
		expect(used.gpt.server.requests).toHaveLength(3);
	});

	test.each([
		['vllm', { code: 404, type: 'NotFoundError' }],
		['vllmFlat', { code: 404, type: 'NotFoundError' }],
		['ollama', { code: null, type: 'not_found_error' }],
		['lmstudio', { error: expect.stringContaining('not found') }],
		['speaches', { error: { detail: expect.stringContaining('not installed locally') } }],
	] as const)('%s says in its own shape that it has no such model', async (flavour, expected) => {
		const server = await startOpenAiServer(flavour);
		try {
			const call = gpt(server).chat.completions.create(chat({ model: 'none' }));
			await expect(call).rejects.toMatchObject({ status: 404, ...expected });
		} finally {
			await server.close();
		}
	});
});
