import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { listenLocally } from '../../helpers/hosted/local-listener';
import { OPEN_AI_KEY } from '../../helpers/hosted/open-ai-server';
import {
	startTranscriptionServer,
	type Heard,
	type TranscriptionServer,
	type Upload,
} from '../../helpers/hosted/transcription-server';
import { recording, runTranscribe, type Harness } from '../../helpers/transcribe';
import { openHostedHarness, runHosted } from '../../helpers/transcribe-hosted';

const SENTENCE = /ask not what your country can do for you/i;
const TALK: Heard = {
	text: 'Hello there. Good day.',
	language: 'english',
	segments: [
		{ start: 0, end: 2, text: ' Hello there.', speaker: 'A' },
		{ start: 2.5, end: 4, text: ' Good day.', speaker: 'B' },
	],
};

let listen: (upload: Upload) => Heard | Promise<Heard>;
let server: TranscriptionServer;
let harness: Harness;
let jfk: INodeExecutionData;

beforeAll(async () => {
	server = await startTranscriptionServer({
		apiKey: OPEN_AI_KEY,
		listen: async (upload) => await listen(upload),
	});
	harness = await openHostedHarness({ baseUrl: server.baseUrl, apiKey: OPEN_AI_KEY });
	jfk = await harness.itemFromFile(recording('jfk.flac'));
});
afterAll(async () => {
	await harness.close();
	await server.close();
});
beforeEach(() => {
	server.uploads.length = 0;
	listen = () => TALK;
});

/** Runs on the service; everything that comes out must be without the key. */
async function run(items: INodeExecutionData[], parameters: IDataObject = {}, node = {}) {
	const result = await runHosted(harness, items, { engine: 'openAi', ...parameters }, node);
	expect(JSON.stringify([result.outputs, result.hints, result.failure ?? ''])).not.toContain(
		OPEN_AI_KEY,
	);
	return result;
}

/** The node's fields for a model. */
const by = (speechModel: string, options: IDataObject = {}) => ({ speechModel, options });

const fieldsOf = ({ fields }: Upload) => fields;

describe('a service that listens with the same Whisper', () => {
	const options = { timestamps: 'word', outputFormats: ['srt', 'vtt', 'txt'] };
	let local: INodeExecutionData;
	let hosted: INodeExecutionData;

	beforeAll(async () => {
		listen = listenLocally;
		[[local]] = (await runTranscribe(harness, [jfk], { options })).outputs;
		const result = await run([jfk], { options });
		expect([result.failure, result.hints]).toEqual([undefined, []]);
		[[hosted]] = result.outputs;
	});

	const firstOf = ({ json }: INodeExecutionData) => (json.segments as IDataObject[])[0];
	const keysOf = (value: unknown) => Object.keys(value as object).toSorted();

	it('gives the same text in the same shape', () => {
		expect(hosted.json.text).toMatch(SENTENCE);
		expect(hosted.json.text).toBe(local.json.text);
		expect(hosted.json).toMatchObject({ language: 'en', engine: 'openAi', model: 'whisper-1' });
		expect(Object.keys(hosted.json)).toEqual(Object.keys(local.json));
		expect(keysOf(firstOf(hosted))).toEqual(keysOf(firstOf(local)));
		const [word] = firstOf(hosted).words as IDataObject[];
		expect(keysOf(word)).toEqual(['end', 'start', 'word']);
	});

	it('tells what it used', () => {
		expect(hosted.json.usage).toEqual({
			audioSeconds: expect.closeTo(11, 0),
			durationMs: expect.any(Number),
			pieces: 1,
			requestIds: [expect.stringMatching(/^req_/)],
		});
	});

	it('makes the same files', async () => {
		expect(Object.keys(hosted.binary!)).toEqual(['srt', 'vtt', 'txt']);
		for (const format of ['srt', 'vtt', 'txt']) {
			const [one, other] = await Promise.all(
				[hosted, local].map(async ({ binary }) =>
					(await harness.readBinary(binary![format])).toString(),
				),
			);
			expect(one).toBe(other);
		}
	});
});

describe('what goes over the wire', () => {
	const named = (name: string) => ({ model: [name] });

	it('is what the model takes, for the default', async () => {
		const options = { prompt: 'Siobhan', temperature: 0.2 };
		await run([jfk], { language: 'en', options });
		expect(server.uploads.map(fieldsOf)).toEqual([
			{
				...named('whisper-1'),
				...{ response_format: ['verbose_json'], 'timestamp_granularities[]': ['segment'] },
				...{ language: ['en'], prompt: ['Siobhan'], temperature: ['0.2'] },
			},
		]);
		expect(server.uploads[0].file.name).toMatch(/\.flac$/);
	});

	it.each([
		[
			'gpt-4o-transcribe',
			{ response_format: ['json'], 'include[]': ['logprobs'], language: ['en'] },
		],
		[
			'gpt-4o-mini-transcribe',
			{ response_format: ['json'], 'include[]': ['logprobs'], language: ['en'] },
		],
		['gpt-transcribe', { response_format: ['json'], 'languages[]': ['en'] }],
	])('is what %s takes; a hint says what it does not tell', async (model, fields) => {
		const { outputs, hints, failure } = await run([jfk], { ...by(model), language: 'en' });
		expect(failure).toBeUndefined();
		expect(server.uploads.map(fieldsOf)).toEqual([{ ...named(model), ...fields }]);
		expect(outputs[0][0].json).toMatchObject({
			text: TALK.text,
			language: 'en',
			segments: [
				{ id: 0, start: 0, end: expect.closeTo(11, 0), text: expect.stringContaining(TALK.text) },
			],
			usage: { inputTokens: 110, outputTokens: 6, audioSeconds: expect.closeTo(11, 0), pieces: 1 },
			model,
		});
		expect(hints).toEqual([expect.stringMatching(/tells no times/)]);
	});

	it('asks no model for word times only because subtitles would like them', async () => {
		const options = { outputFormats: ['srt'], speakers: true };
		const { hints } = await run([jfk], by('gpt-4o-transcribe-diarize', options));
		expect(hints).toEqual([]);
	});

	it('leaves out the language where it is not known, and says null', async () => {
		listen = () => ({ text: 'Hello' });
		const { outputs } = await run([jfk], by('gpt-4o-transcribe'));
		expect(server.uploads[0].fields).not.toHaveProperty('language');
		expect(outputs[0][0].json.language).toBeNull();
	});

	it('says when nothing was said', async () => {
		listen = () => ({ text: '', language: 'english', segments: [] });
		const { outputs, hints } = await run([jfk]);
		expect(outputs[0][0].json).toMatchObject({ text: '', segments: [] });
		expect(hints).toEqual(['No speech was found in "jfk".']);
	});
});

describe('speakers', () => {
	it('stand in the segments, the subtitles and the text', async () => {
		const options = { speakers: true, outputFormats: ['srt', 'vtt', 'txt'] };
		const { outputs } = await run([jfk], by('gpt-4o-transcribe-diarize', options));
		const [{ json, binary }] = outputs[0];
		expect(server.uploads[0].fields.response_format).toEqual(['diarized_json']);
		expect(json.segments).toMatchObject([{ speaker: 'A' }, { speaker: 'B' }]);
		const read = async (format: string) => (await harness.readBinary(binary![format])).toString();
		expect(await read('txt')).toBe('A: Hello there.\nB: Good day.\n');
		expect(await read('srt')).toBe(
			'1\n00:00:00,000 --> 00:00:02,000\nA: Hello there.\n\n' +
				'2\n00:00:02,500 --> 00:00:04,000\nB: Good day.\n',
		);
		expect(await read('vtt')).toMatch(/^WEBVTT\n\n.*\nA: Hello there\.\n\n.*\nB: Good day\.\n$/);
	});

	it('are not told apart by other models, and a hint says so', async () => {
		const { outputs, hints } = await run([jfk], by('whisper-1', { speakers: true }));
		expect(JSON.stringify(outputs)).not.toContain('speaker');
		expect(hints).toEqual([expect.stringMatching(/does not tell speakers apart/)]);
	});
});

describe('translation', () => {
	it('goes to the service that translates', async () => {
		const { outputs } = await run([jfk], { operation: 'translate' });
		expect(server.uploads.map(({ route }) => route)).toEqual(['translations']);
		expect(outputs[0][0].json).toMatchObject({ text: TALK.text, engine: 'openAi' });
	});

	it('is refused by name where the model only writes down', async () => {
		const { failure } = await run([jfk], { operation: 'translate', ...by('gpt-4o-transcribe') });
		expect(failure).toMatch(/"gpt-4o-transcribe" only writes down.*whisper-1/);
		expect(server.uploads).toEqual([]);
	});
});

describe('channels', () => {
	it('go up one by one where each is asked for', async () => {
		listen = listenLocally;
		const stereo = await harness.itemFromFile(recording('stereo.wav'));
		const options = { channel: 'each', outputFormats: ['txt'] };
		const { outputs } = await run([stereo], { options });
		expect(outputs[0].map(({ json }) => [json.channel, json.text])).toEqual([
			[1, expect.stringMatching(/wizard/)],
			[2, expect.stringMatching(/horizon/)],
		]);
		expect(outputs[0].map(({ binary }) => binary!.txt.fileName)).toEqual([
			'stereo-channel1.txt',
			'stereo-channel2.txt',
		]);
	});
});
