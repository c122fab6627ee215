import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ask } from '../../../lib/hosted/ask';
import type { ImageDetail, Part, Service } from '../../../lib/hosted/types';
import type { Flavour } from '../../helpers/hosted/open-ai-flavours';
import { startOpenAiServer } from '../../helpers/hosted/open-ai-server';
import { AUDIO } from '../../helpers/media';
import { failure, MODELS, question, reach, ROCKET, useServer } from './support';

const used = useServer(() => startOpenAiServer('vllm'));
const SPEECH = path.join(AUDIO, 'german.wav');

function picture(detail?: ImageDetail, mediaType = 'image/jpeg'): Part {
	return { kind: 'image', file: ROCKET, mediaType, detail };
}
const asked = (changes = {}, service: Partial<Service> = {}) =>
	ask(reach(used.server, service), question(used.server, changes));

async function withServer(
	flavour: Flavour,
	work: (server: Awaited<ReturnType<typeof startOpenAiServer>>) => Promise<void>,
) {
	const server = await startOpenAiServer(flavour);
	await work(server).finally(() => server.close());
}

test('sends pictures as data URIs, with a detail only where one is set', async () => {
	used.server.answerWith('A rocket.');
	const parts = [picture(), picture('auto'), picture('low'), { kind: 'text', text: 'Compare.' }];
	const answer = await asked({ parts, system: 'Be brief.' });
	const { body } = used.server.requests[0];
	const url = `data:image/jpeg;base64,${readFileSync(ROCKET).toString('base64')}`;
	expect(body).toEqual({
		model: MODELS.openAi,
		messages: [
			{ role: 'system', content: 'Be brief.' },
			{
				role: 'user',
				content: [
					{ type: 'image_url', image_url: { url } },
					{ type: 'image_url', image_url: { url } },
					{ type: 'image_url', image_url: { url, detail: 'low' } },
					{ type: 'text', text: 'Compare.' },
				],
			},
		],
		max_tokens: 100,
	});
	expect(answer).toEqual({
		text: 'A rocket.',
		finish: 'complete',
		stopReason: 'stop',
		usage: { inputTokens: 2308, outputTokens: 3 },
		model: MODELS.openAi,
		durationMs: expect.any(Number),
	});
});

test.each([
	['inputAudio', { type: 'input_audio', input_audio: { format: 'wav' } }],
	[
		'audioUrl',
		{
			type: 'audio_url',
			audio_url: { url: expect.stringMatching(/^data:audio\/wav;base64,UklGR/) },
		},
	],
] as const)('sends sound as %s', async (as, expected) => {
	const answer = await asked({ parts: [{ kind: 'audio', file: SPEECH, format: 'wav', as }] });
	expect(answer.text).toBe('1 files seen.');
	expect(used.server.requests[0].body.messages[0].content[0]).toMatchObject(expected);
});

test("OpenAI itself is asked with the limit's newer name", async () => {
	const toFake = ((url: string, init: RequestInit) =>
		fetch(url.replace('https://api.openai.com', used.server.origin), init)) as typeof fetch;
	await asked({}, { baseUrl: undefined, fetch: toFake });
	expect(used.server.requests[0].body).toMatchObject({ max_completion_tokens: 100 });
	expect(used.server.requests[0].body).not.toHaveProperty('max_tokens');
});

test('a server that wants the newer name gets it', async () => {
	await withServer('openAi', async (server) => {
		const answer = await ask(reach(server), question(server));
		expect(answer).toMatchObject({ finish: 'complete', requestId: 'req-2' });
		expect(server.requests.map(({ body }) => body.max_completion_tokens)).toEqual([undefined, 100]);
	});
});

test('a server of one’s own needs no key, and gets none', async () => {
	const before = process.env.OPENAI_API_KEY;
	process.env.OPENAI_API_KEY = 'from-the-environment';
	process.env.OPENAI_ORG_ID = 'org-from-the-environment';
	process.env.OPENAI_CUSTOM_HEADERS = 'authorization: Bearer environment\nx-from: environment';
	try {
		await asked({}, { apiKey: undefined });
	} finally {
		if (before === undefined) delete process.env.OPENAI_API_KEY;
		else process.env.OPENAI_API_KEY = before;
		delete process.env.OPENAI_ORG_ID;
		delete process.env.OPENAI_CUSTOM_HEADERS;
	}
	const { headers } = used.server.requests[0];
	expect(headers).not.toHaveProperty('authorization');
	expect(JSON.stringify(headers)).not.toContain('environment');
});

test.each([
	['length', 'truncated'],
	['content_filter', 'refused'],
	['eos', 'complete'],
])('%s is %s', async (reason, finish) => {
	used.server.stopReason(reason);
	await expect(asked()).resolves.toMatchObject({ finish, stopReason: reason });
});

test.each([
	[
		[
			{ type: 'text', text: 'A ' },
			{ type: 'text', text: 'rocket.' },
		],
		'A rocket.',
	],
	[[{ type: 'thinking', thinking: [] }, null, { type: 'text', text: 'A rocket.' }], 'A rocket.'],
	[[], ''],
	[null, ''],
])('an answer in parts is one text: %j', async (content, text) => {
	const choices = [{ message: { role: 'assistant', content }, finish_reason: 'stop' }];
	used.server.garbage(JSON.stringify({ model: 'local-model', choices }));
	await expect(asked()).resolves.toMatchObject({ text, finish: 'complete' });
});

test("a refusal's words are the text", async () => {
	used.server.refusal = 'I cannot help with that.';
	await expect(asked()).resolves.toMatchObject({
		finish: 'refused',
		stopReason: 'refusal',
		text: 'I cannot help with that.',
	});
});

test.each([
	['lmstudio', [picture(undefined, 'image/webp')], "'url' field must be a base64 encoded image"],
	['ollama', [picture(undefined, 'image/gif')], 'invalid image input'],
	[
		'ollama',
		[{ kind: 'audio', file: SPEECH, format: 'wav', as: 'audioUrl' }],
		'invalid message format',
	],
	['groq', [picture('original')], 'value is not one of the allowed values'],
	[
		'openAi',
		[{ kind: 'audio', file: SPEECH, format: 'wav', as: 'inputAudio' }],
		'does not support audio input',
	],
] as Array<[Flavour, Part[], string]>)(
	'%s says what it does not take',
	async (flavour, parts, reason) => {
		await withServer(flavour, async (server) => {
			const error = await failure(ask(reach(server), question(server, { parts })));
			expect(error).toMatchObject({ code: 'SERVICE_REQUEST_REFUSED', details: { status: 400 } });
			expect(error.message).toContain(reason);
		});
	},
);

test.each([
	'openAi',
	'vllm',
	'vllmFlat',
	'ollama',
	'lmstudio',
	'groq',
	'speaches',
	'openRouter',
	'gemini',
] as const)(
	'%s: an unknown model is told in one sentence, whatever shape the error has',
	async (flavour) => {
		await withServer(flavour, async (server) => {
			const error = await failure(ask(reach(server), question(server, { model: 'none' })));
			expect(error).toMatchObject({ code: 'SERVICE_MODEL_UNKNOWN', details: { status: 404 } });
			expect(error.message).toMatch(
				/^The server at http:\S+ does not know this model \(404: [^{}]*none[^{}]*\)\. Choose one/,
			);
		});
	},
);

test('the model is the one that was asked where a server does not say which answered', async () => {
	await withServer('vllm', async (server) => {
		const { fetch } = reach(server);
		const silent: typeof fetch = async (...request) => {
			const { model, ...reply } = (await (await fetch(...request)).json()) as { model: string };
			expect(model).toBe('gpt-4o');
			return Response.json(reply);
		};
		const answer = await ask(reach(server, { fetch: silent }), question(server));
		expect(answer.model).toBe('gpt-4o');
	});
});
