import type { ServerResponse } from 'node:http';
import { failure } from '../support';
import { KEY, recording, useServers } from './support';

const { start, transcribe } = useServers();
const LONG = recording('long.flac');
/** Seven pieces of `long.flac`. */
const SMALL = { audioPath: LONG, maximumPieceSeconds: 20 };

function refuse(response: ServerResponse, message: string): true {
	response.writeHead(400, { 'content-type': 'application/json' });
	response.end(JSON.stringify({ error: { message } }));
	return true;
}

describe('a short recording', () => {
	it('goes up as it is and comes back with the times of words', async () => {
		const server = await start();
		const told = await transcribe(server, {
			timestamps: 'word',
			language: 'en',
			prompt: 'Kennedy',
		});
		expect(told).toMatchObject({
			...{ text: 'Number 1 is here.', language: 'en', duration: 11 },
			...{ warnings: [], pieces: 1, model: 'whisper-1', usage: { audioSeconds: 11 } },
			requestIds: [expect.stringMatching(/^req_/)],
		});
		expect(told.segments).toMatchObject([
			{ id: 0, start: 0, end: 1, avgLogprob: -0.2, words: expect.any(Array) },
		]);
		expect(told.segments[0].words?.map(({ word }) => word).join('')).toBe(' Number 1 is here.');
		expect(server.uploads).toMatchObject([
			{
				route: 'transcriptions',
				file: { name: 'recording.flac', type: 'audio/flac', bytes: 1_152_693 },
				fields: {
					model: ['whisper-1'],
					response_format: ['verbose_json'],
					'timestamp_granularities[]': ['word', 'segment'],
					language: ['en'],
					prompt: ['Kennedy'],
				},
			},
		]);
		expect(Object.keys(server.uploads[0].fields)).toHaveLength(5);
	});

	it('is translated by the other route, which takes fewer fields', async () => {
		const server = await start();
		const request = { task: 'translate', timestamps: 'word', language: 'de', prompt: 'x' } as const;
		const told = await transcribe(server, request);
		expect(server.uploads).toMatchObject([{ route: 'translations' }]);
		expect(Object.keys(server.uploads[0].fields).sort()).toEqual([
			...['model', 'prompt', 'response_format'],
		]);
		expect(told.language).toBe('de');
		expect(told.segments[0]).not.toHaveProperty('words');
		expect(told.warnings.join()).toContain('In translations');
	});

	it.each(['gpt-4o-transcribe', 'gpt-4o-mini-transcribe', 'gpt-transcribe'])(
		'is one segment for %s, and a warning says so',
		async (model) => {
			const told = await transcribe(await start(), { model, language: 'en', temperature: 0 });
			expect(told.segments).toMatchObject([{ start: 0, end: 11, text: 'Number 1 is here.' }]);
			expect(told.usage).toEqual({ inputTokens: 110, outputTokens: 5, audioSeconds: 11 });
			expect(told.language).toBe('en');
			expect(told.segments[0]).not.toHaveProperty('words');
			expect(told.warnings).toEqual([expect.stringContaining('tells no times')]);
			if (model !== 'gpt-transcribe') expect(told.segments[0].avgLogprob).toBe(-0.5);
		},
	);

	it('comes back with who speaks', async () => {
		const listen = () => ({
			text: 'Hi. Yes?',
			segments: [
				{ start: 0, end: 1, text: 'Hi.', speaker: 'A' },
				{ start: 1, end: 2, text: 'Yes?', speaker: 'B' },
			],
		});
		const server = await start({ listen });
		const told = await transcribe(server, { model: 'gpt-4o-transcribe-diarize', diarize: true });
		expect(told.segments).toMatchObject([{ speaker: 'A' }, { speaker: 'B' }]);
		expect(told.warnings).toEqual([]);
		expect(server.uploads[0].fields).not.toHaveProperty('chunking_strategy');
		await transcribe(server, {
			...SMALL,
			maximumPieceSeconds: 60,
			model: 'gpt-4o-transcribe-diarize',
		});
		expect(server.uploads[1].fields.chunking_strategy).toEqual(['auto']);
	});

	it('is not sent to a model that does not translate', async () => {
		const server = await start();
		const error = await failure(
			transcribe(server, { task: 'translate', model: 'gpt-4o-transcribe' }),
		);
		expect(error).toMatchObject({ code: 'TRANSLATION_NOT_OFFERED', errorClass: 'input' });
		expect(server.uploads).toEqual([]);
	});
});

describe('a server of one’s own', () => {
	it.each([
		['vllm', 'openai/whisper-large-v3'],
		['groq', 'whisper-large-v3-turbo'],
		['speaches', 'Systran/faster-whisper-small'],
	] as const)('%s tells times', async (flavour, model) => {
		const told = await transcribe(await start({ flavour }), { model, timestamps: 'word' });
		expect(told).toMatchObject({ language: 'en', warnings: [] });
		expect(told.usage.audioSeconds).toBe(11);
		expect(told.segments).toMatchObject([{ start: 0, end: 1, words: expect.any(Array) }]);
	});

	it('that knows plain JSON only is asked again for that, once for all pieces, with a warning', async () => {
		const server = await start({ flavour: 'plain' });
		const request = { ...SMALL, model: 'my-whisper', piecesAtOnce: 1, temperature: 0.2 };
		const told = await transcribe(server, request);
		expect(told.pieces).toBe(7);
		expect(server.uploads.map(({ fields }) => fields.response_format[0])).toEqual([
			...['verbose_json', 'json', 'json', 'json', 'json', 'json', 'json', 'json'],
		]);
		expect(server.uploads[1].fields).toMatchObject({ temperature: ['0.2'] });
		expect(told.warnings).toEqual([
			expect.stringMatching(/^The service gives only plain text here.*not compatible with model/),
		]);
	});

	it('that does not take a field gets the recording without it, with a warning', async () => {
		const server = await start({
			intercept({ fields }, response) {
				if (!fields.prompt) return false;
				response.writeHead(422, { 'content-type': 'application/json' });
				response.end(JSON.stringify({ detail: [{ loc: ['body', 'prompt'], msg: 'not allowed' }] }));
				return true;
			},
		});
		const told = await transcribe(server, { prompt: 'Kennedy' });
		expect(server.uploads).toHaveLength(2);
		expect(told.text).toBe('Number 1 is here.');
		expect(told.warnings).toEqual([expect.stringContaining('does not take the prompt')]);
	});

	it('that refuses for another reason is not asked again', async () => {
		const server = await start();
		const error = await failure(transcribe(server, { temperature: 7, model: 'whisper-2' }));
		expect(error).toMatchObject({ code: 'SERVICE_MODEL_UNKNOWN' });
		expect(server.uploads).toHaveLength(1);
	});

	it('that does not have the model says what to do', async () => {
		const error = await failure(
			transcribe(await start({ flavour: 'speaches' }), { model: 'whisper-x' }),
		);
		expect(error.message).toContain("Model 'whisper-x' is not installed locally");
	});

	it('that answers with bare text is understood', async () => {
		const server = await start({
			intercept(_, response) {
				response.writeHead(200, { 'content-type': 'text/plain' });
				response.end('Hello.\n');
				return true;
			},
		});
		const told = await transcribe(server);
		expect(told).toMatchObject({ text: 'Hello.', usage: { audioSeconds: 11 } });
		expect(told.segments).toEqual([{ id: 0, start: 0, end: 11, text: 'Hello.' }]);
		expect(told.warnings).toEqual([expect.stringContaining('told no times')]);
	});
});

describe('what a service answers instead', () => {
	it('is a coded error without the key: a wrong key, too large an upload', async () => {
		const server = await start({ maximumBytes: 100_000 });
		const wrong = await failure(transcribe(server, { service: { apiKey: `${KEY}-old` } }));
		expect(wrong.code).toBe('SERVICE_KEY_REFUSED');
		expect(JSON.stringify([wrong.message, wrong.details])).not.toContain(KEY);
		const large = await failure(transcribe(server));
		expect(large).toMatchObject({ code: 'SERVICE_REQUEST_TOO_LARGE', details: { status: 413 } });
		expect(large.message).toContain('Maximum content size limit (100000) exceeded');
		expect(large.message).toContain('Lower the option "Largest Upload"');
	});

	it('names the option that makes uploads smaller, also where the status does not tell', async () => {
		const server = await start({ flavour: 'vllm', maximumBytes: 100_000 });
		const error = await failure(transcribe(server));
		expect(error).toMatchObject({ code: 'SERVICE_REQUEST_TOO_LARGE', details: { status: 400 } });
		expect(error.message).toMatch(/\(400: Maximum file size exceeded\).*"Largest Upload"/);
	});

	it.each([
		['audio duration 1830.5 seconds is longer than 1400 seconds which', 'to 1400 seconds or less'],
		['The audio file is too long', 'to fewer seconds'],
	])('names the option that makes uploads shorter: %s', async (message, words) => {
		const server = await start({ intercept: (_, response) => refuse(response, message) });
		const error = await failure(transcribe(server));
		expect(error.code).toBe('SERVICE_RECORDING_TOO_LONG');
		expect(error.message).toContain(`Set the option "Longest Upload" ${words}`);
	});

	it.each(['prompt too long', 'Audio file might be corrupted'])(
		'names no such option for another refusal: %s',
		async (message) => {
			const server = await start({ intercept: (_, response) => refuse(response, message) });
			const error = await failure(transcribe(server));
			expect(error).toMatchObject({ code: 'SERVICE_REQUEST_REFUSED' });
			expect(error.message).not.toContain('Upload"');
		},
	);

	it('is a coded error where it is no transcript', async () => {
		const server = await start({
			intercept(_, response) {
				response.writeHead(200, { 'content-type': 'text/html' });
				response.end('<html><title>Sign in</title></html>');
				return true;
			},
		});
		const error = await failure(transcribe(server));
		expect(error.code).toBe('SERVICE_REPLY_UNREADABLE');
		expect(error.message).toContain('Sign in');
	});

	it('is tried again after a rate limit', async () => {
		let count = 0;
		const server = await start({
			intercept(_, response) {
				if (++count > 1) return false;
				response.writeHead(429, { 'content-type': 'application/json', 'retry-after-ms': '1' });
				response.end(JSON.stringify({ error: { message: 'Rate limit reached' } }));
				return true;
			},
		});
		const told = await transcribe(server, { service: { maximumRetries: 1 } });
		expect(told.text).toBe('Number 1 is here.');
		expect(server.uploads).toHaveLength(2);
	});
});

describe('a recording that is none', () => {
	it('is never sent', async () => {
		const server = await start();
		const error = await failure(transcribe(server, { audioPath: __filename }));
		expect(error).toMatchObject({ code: 'NOT_MEDIA', errorClass: 'media' });
		expect(server.uploads).toEqual([]);
	});
});
