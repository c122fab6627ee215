/** @jest-environment ./test/lib/whisper/onnx-environment.js */
import type { Tensor } from 'onnxruntime-common';
import { decodeWindows, windowsAtOnce, type DecodeOptions } from '../../../lib/whisper/decode';
import type { WhisperModel } from '../../../lib/whisper/model';
import { buildPrompt } from '../../../lib/whisper/prompt';
import { firstWindow, golden, loadMicro } from './support';

interface Golden {
	decode: Array<{
		file: string;
		options: {
			language: string;
			task: 'transcribe' | 'translate';
			without_timestamps: boolean;
			beam_size?: number;
			patience?: number;
			prompt?: string;
		};
		sample_len: number;
		tokens: number[];
	}>;
}

const GREEDY = {
	temperature: 0,
	beamSize: 1,
	patience: 1,
	bestOf: 1,
	sampleLength: 24,
	withTimestamps: true,
};
const FILES = ['jfk.flac', 'french.wav', 'german.wav'];

let model: WhisperModel;
let windows: Tensor[];
beforeAll(async () => {
	model = await loadMicro();
	windows = [];
	for (const file of FILES)
		windows.push(await model.network.encode(model.logMel(await firstWindow(file, model.config))));
});
afterAll(() => model.network.release());

function decode(
	states: Tensor[],
	options: Partial<DecodeOptions> = {},
	network = model.network,
	signal = new AbortController().signal,
) {
	const choice = { language: 'fr', task: 'transcribe' as const, withTimestamps: true };
	const prompt = buildPrompt(model.config, { ...choice, previous: [] });
	return decodeWindows({ ...model, network, signal }, states, { ...GREEDY, prompt, ...options });
}

describe('decodeWindows', () => {
	const cases = golden<Golden>('whisper-micro').decode.slice(1, 6);

	it.each(cases)('gives the tokens of openai-whisper: $options', async (expected) => {
		const { language, task, prompt, ...options } = expected.options;
		const withTimestamps = !options.without_timestamps;
		const previous = prompt ? model.tokenizer.encode(` ${prompt}`) : [];
		const choice = { language, task, withTimestamps, previous };
		const [{ tokens }] = await decode([windows[FILES.indexOf(expected.file)]], {
			prompt: buildPrompt(model.config, choice),
			withTimestamps,
			sampleLength: expected.sample_len,
			beamSize: options.beam_size ?? 1,
			patience: options.patience ?? 1,
		});
		expect(tokens).toEqual(expected.tokens);
	});

	it.each([1, 3])('gives a batch what it gives one by one (beam %d)', async (beamSize) => {
		const batch = await decode(windows, { beamSize });
		const single: typeof batch = [];
		for (const states of windows) single.push(...(await decode([states], { beamSize })));
		expect(batch.map(({ tokens }) => tokens)).toEqual(single.map(({ tokens }) => tokens));
		batch.forEach((result, i) => {
			expect(result.avgLogprob).toBeCloseTo(single[i].avgLogprob, 3);
			expect(result.noSpeechProb).toBeCloseTo(single[i].noSpeechProb, 5);
		});
		expect(new Set(batch.map(({ tokens }) => String(tokens))).size).toBe(FILES.length);
	});

	it('draws at a temperature, the same each time, and keeps the best of the draws', async () => {
		const options = { temperature: 0.8, sampleLength: 8 };
		const five = await decode(windows.slice(0, 1), { ...options, bestOf: 5 });
		expect(await decode(windows.slice(0, 1), { ...options, bestOf: 5 })).toEqual(five);
		expect(five[0].tokens).not.toEqual((await decode(windows.slice(0, 1), options))[0].tokens);
		expect(five[0].tokens).toHaveLength(8);
	});

	it('decodes no more rows at once than memory allows', async () => {
		let mostRows = 0;
		const network = {
			...model.network,
			crossBytesPerRow: 60 * 1024 * 1024,
			step: (...given: Parameters<typeof model.network.step>) => {
				mostRows = Math.max(mostRows, given[0].rows);
				return model.network.step(...given);
			},
		};
		const options = { temperature: 0.4, bestOf: 5, sampleLength: 3 };
		expect(await decode(windows, options, network)).toHaveLength(3);
		expect(mostRows).toBe(5);
		expect(windowsAtOnce(network, 1)).toBe(8);
		expect(windowsAtOnce(network, 1000)).toBe(1);
	});

	it('never exceeds the length of the decoder', async () => {
		const { maximumTokens, tokens } = model.config;
		const prompt = new Array<number>(maximumTokens - 3).fill(100);
		prompt[0] = tokens.startOfTranscript;
		const [result] = await decode(windows.slice(0, 1), { prompt, sampleLength: undefined });
		expect(result.tokens.length).toBeLessThanOrEqual(3);
	});

	it.each(['prefill', 'step'] as const)('stops when cancelled in %s', async (name) => {
		const controller = new AbortController();
		let calls = 0;
		const work = model.network[name] as (...given: unknown[]) => Promise<unknown>;
		const network = {
			...model.network,
			[name]: (...given: unknown[]) => {
				calls++;
				controller.abort();
				return work(...given);
			},
		};
		const decoding = decode(windows, {}, network, controller.signal);
		await expect(decoding).rejects.toMatchObject({ code: 'CANCELLED' });
		expect(calls).toBe(1);
	});
});
