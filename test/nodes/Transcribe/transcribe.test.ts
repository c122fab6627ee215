import path from 'node:path';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { useAllowedFolder } from '../../helpers/allowed-folder';
import {
	microModel,
	openHarness,
	recording,
	runTranscribe,
	transcribeWorkflow,
	type Harness,
} from '../../helpers/transcribe';

const SENTENCE = /ask not what your country can do for you/i;
useAllowedFolder(path.dirname(recording('jfk.flac')));
let harness: Harness;
let jfk: INodeExecutionData;
let quilter: INodeExecutionData;
let stereo: INodeExecutionData;

beforeAll(async () => {
	harness = await openHarness();
	jfk = await harness.itemFromFile(recording('jfk.flac'));
	quilter = await harness.itemFromFile(recording('quilter.wav'));
	stereo = await harness.itemFromFile(recording('stereo.wav'));
});
afterAll(async () => await harness.close());

const run = async (items: INodeExecutionData[], ...rest: [IDataObject?, object?]) =>
	await runTranscribe(harness, items, ...rest);

describe('transcribe', () => {
	it('gives text, times and what it used', async () => {
		const { outputs, error } = await run([jfk]);
		expect(error).toBeUndefined();
		expect(outputs[0][0].json).toEqual({
			text: expect.stringMatching(SENTENCE),
			language: 'en',
			duration: expect.closeTo(11, 1),
			segments: expect.any(Array),
			usage: {
				audioSeconds: expect.closeTo(11, 1),
				speechSeconds: expect.any(Number),
				outputTokens: expect.any(Number),
				durationMs: expect.any(Number),
				device: 'cpu',
				backend: expect.stringMatching(/^(native|wasm)$/),
				threads: expect.any(Number),
			},
			engine: 'local',
			model: 'whisper-tiny.en',
		});
		expect(outputs[0][0].binary).toBeUndefined();
	});

	it.each(['filesystem', 'default'] as const)(
		'makes the files asked for, binary mode %s',
		async (mode) => {
			const other = mode === 'default' ? await openHarness({ binaryMode: mode }) : harness;
			const item = await other.itemFromFile(recording('jfk.flac'));
			const parameters = { options: { outputFormats: ['srt', 'vtt', 'txt'], timestamps: 'none' } };
			const { outputs } = await runTranscribe(other, [item], parameters);
			const { srt, vtt, txt } = outputs[0][0].binary!;
			expect([srt, vtt, txt].map(({ fileName }) => fileName)).toEqual([
				'jfk.srt',
				'jfk.vtt',
				'jfk.txt',
			]);
			expect([srt, vtt, txt].map(({ mimeType }) => mimeType)).toEqual([
				'application/x-subrip',
				'text/vtt',
				'text/plain',
			]);
			expect(srt.id === undefined).toBe(mode === 'default');
			expect((await other.readBinary(vtt)).toString()).toMatch(/^WEBVTT/);
			if (other !== harness) await other.close();
		},
	);

	it('listens to each channel on its own when asked', async () => {
		const parameters = { options: { channel: 'each', outputFormats: 'txt' } };
		const { outputs } = await run([quilter, stereo], parameters);
		expect(outputs[0].map(({ json }) => json.channel)).toEqual([1, 1, 2]);
		expect(outputs[0].map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 0 },
			{ item: 1 },
			{ item: 1 },
		]);
		expect(outputs[0].map(({ binary }) => binary!.txt.fileName)).toEqual([
			'quilter-channel1.txt',
			'stereo-channel1.txt',
			'stereo-channel2.txt',
		]);
	});

	it('takes parameters of each item by expressions', async () => {
		const items = [
			{ ...jfk, json: { wanted: 'srt' } },
			{ ...jfk, json: { wanted: 'vtt' } },
		];
		const { outputs } = await run(items, { options: { outputFormats: '={{ [$json.wanted] }}' } });
		expect(outputs[0].map(({ binary }) => Object.keys(binary!))).toEqual([['srt'], ['vtt']]);
	});

	it('refuses a choice that an expression got wrong', async () => {
		const { error } = await run([jfk], { options: { timestamps: '={{ "words" }}' } });
		expect(error!.message).toBe(
			'"Timestamps" must be one of none, segment, word, but it is "words". Choose another value. [item 0]',
		);
	});
});

describe('detectLanguage', () => {
	it('gives the language, its name and the candidates', async () => {
		const { outputs, error } = await run([jfk], { operation: 'detectLanguage', model: microModel });
		expect(error).toBeUndefined();
		const { json } = outputs[0][0];
		expect(Object.keys(json)).toEqual([
			'language',
			'languageName',
			'probability',
			'candidates',
			'duration',
			'usage',
			'engine',
			'model',
		]);
		expect(json.languageName).not.toBe(json.language);
		expect((json.candidates as IDataObject[])[0].language).toBe(json.language);
	});
});

describe('translate', () => {
	it('gives English text of another language', async () => {
		const french = await harness.itemFromFile(recording('french.wav'));
		const options = { vad: false };
		const parameters = { operation: 'translate', language: 'fr', model: microModel, options };
		const { outputs } = await run([french], parameters);
		expect(outputs[0][0].json).toMatchObject({ language: 'fr', model: 'whisper-micro' });
	});

	it('is refused for a model that knows English only', async () => {
		const { error } = await run([jfk], { operation: 'translate' });
		expect(error!.message).toMatch(/English.*\[item 0\]$/);
	});
});

describe('the stop button', () => {
	it('ends the run in the middle of a recording', async () => {
		const long = await harness.itemFromFile(recording('long.flac'));
		const node = { onError: 'continueRegularOutput' as const };
		const execution = harness.start(transcribeWorkflow({}, { node }), { items: [long, long] });
		setTimeout(execution.cancel, 300);
		const { status, lastItems } = await execution.result;
		expect(status).toBe('canceled');
		expect(lastItems).toEqual([]);
	});
});

describe('several items', () => {
	const five = () => [jfk, jfk, { json: { name: 'third' } }, jfk, jfk];

	it('with Continue On Fail: one bad item, and no other is lost', async () => {
		const { outputs, error } = await run(
			five(),
			{},
			{ node: { onError: 'continueRegularOutput' } },
		);
		expect(error).toBeUndefined();
		expect(outputs[0].map(({ pairedItem }) => pairedItem)).toEqual(
			[0, 1, 2, 3, 4].map((item) => ({ item })),
		);
		expect(outputs[0].map(({ json }) => 'error' in json)).toEqual([
			false,
			false,
			true,
			false,
			false,
		]);
		expect(Object.keys(outputs[0][2].json)).toEqual(['error', 'details']);
	});

	it('with an error output: the bad item goes there', async () => {
		const { outputs } = await run(five(), {}, { node: { onError: 'continueErrorOutput' } });
		expect(outputs[0].map(({ pairedItem }) => pairedItem)).toEqual(
			[0, 1, 3, 4].map((item) => ({ item })),
		);
		expect(outputs[1]).toHaveLength(1);
		expect(outputs[1][0].json.details).toMatchObject({ code: 'MISSING_BINARY', class: 'input' });
	});

	it('otherwise: the workflow fails and says at which item, and what to do', async () => {
		const { status, error } = await run(five());
		expect(status).toBe('error');
		expect(error!.message).toMatch(/no file in the binary field "data".*put a node.*\[item 2\]$/);
		expect(error!.context.itemIndex).toBe(2);
	});

	it('no items in, none out', async () => {
		expect((await run([])).outputs[0]).toEqual([]);
	});
});

describe("an AI agent's tool", () => {
	const parameters = {
		inputSource: 'path',
		filePath: '={{ $json.file }}',
		options: { outputFormats: ['srt'] },
	};

	it('works from a path without binary data, and gives json alone', async () => {
		const workflow = transcribeWorkflow(parameters);
		const [[item]] = await harness.runAsTool(workflow, 'Transcribe', {
			file: recording('jfk.flac'),
		});
		expect(item.json.duration).toBeCloseTo(11, 1);
		expect(item.binary).toBeUndefined();
	});

	it('does so where the engine itself calls it for the agent', async () => {
		const node = { rewireOutputLogTo: 'ai_tool' as const };
		const items = [{ json: { file: recording('jfk.flac') } }];
		const { runData } = await run(items, parameters, { node });
		const [item] = runData.Transcribe[0].data!.ai_tool[0]!;
		expect(item.json.duration).toBeCloseTo(11, 1);
		expect(item.binary).toBeUndefined();
	});
});
