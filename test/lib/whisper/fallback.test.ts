import type { Tensor } from 'onnxruntime-common';
import { compressionRatio, decodeWithFallback } from '../../../lib/whisper/fallback';
import { toyConfig } from './support';

const TEXTS = ['', 'one two three', 'ha '.repeat(60)];
const GOOD = 1;
const REPEATS = 2;

/** A network whose rows say one token each, by window and by how often the window was tried. */
function toyParts(script: number[][], { logit = 20, noSpeech = -50 } = {}) {
	const tries: number[] = script.map(() => 0);
	const rowsTried: number[] = [];
	const { vocabularySize, tokens } = toyConfig;
	const say = (token: number) => {
		const row = new Float32Array(vocabularySize).fill(0);
		row[token] = logit;
		row[tokens.noSpeech] = noSpeech;
		return row;
	};
	const cache = () => ({ rows: 1, self: new Map(), cross: new Map() });
	const network = {
		crossBytesPerRow: 1,
		prefill: (states: Tensor) => {
			const window = states as unknown as number;
			const token = script[window][Math.min(tries[window]++, script[window].length - 1)];
			return Promise.resolve({ logits: say(token), cache: cache(), attentions: new Map() });
		},
		step: ({ rows }: { rows: number }) => {
			rowsTried.push(rows);
			const all = new Float32Array(rows * vocabularySize);
			for (let row = 0; row < rows; row++) all.set(say(tokens.endOfText), row * vocabularySize);
			return Promise.resolve(all);
		},
	};
	const tokenizer = { decode: (ids: number[]) => ids.map((id) => TEXTS[id] ?? '').join('') };
	const parts = { network, tokenizer, config: toyConfig, signal: new AbortController().signal };
	return { parts: parts as unknown as Parameters<typeof decodeWithFallback>[0], tries, rowsTried };
}

const decode = (parts: Parameters<typeof decodeWithFallback>[0], count: number, temperature = 0) =>
	decodeWithFallback(parts, [...Array(count).keys()] as unknown as Tensor[], {
		prompt: [toyConfig.tokens.startOfTranscript],
		withTimestamps: false,
		temperature,
		beamSize: 1,
	});

describe('decodeWithFallback', () => {
	it('accepts a good window at the first temperature', async () => {
		const { parts, tries } = toyParts([[GOOD]]);
		const [window] = await decode(parts, 1);
		expect(window).toMatchObject({ text: TEXTS[GOOD], temperature: 0, isSilent: false });
		expect(tries).toEqual([1]);
	});

	it('tries again, hotter, only the windows that repeat themselves', async () => {
		const { parts, tries, rowsTried } = toyParts([
			[REPEATS, REPEATS, GOOD],
			[GOOD],
			[REPEATS, GOOD],
		]);
		const windows = await decode(parts, 3);
		expect(windows.map(({ temperature }) => temperature)).toEqual([0.4, 0, 0.2]);
		expect(windows.every(({ text }) => text === TEXTS[GOOD])).toBe(true);
		expect(tries).toEqual([3, 1, 2]);
		expect(rowsTried).toEqual([3, 10, 5]);
	});

	it('keeps the surest try when none is good, the coolest of equals', async () => {
		const { parts, tries } = toyParts([[REPEATS]]);
		const [window] = await decode(parts, 1, 0.2);
		expect(window).toMatchObject({ temperature: 0.2 });
		expect(window.compressionRatio).toBeGreaterThan(2.4);
		expect(tries).toEqual([5]);
	});

	it('keeps an unsure try rather than one that repeats itself', async () => {
		const { parts, tries } = toyParts([[REPEATS, GOOD, REPEATS]], { logit: 0.1 });
		expect(await decode(parts, 1)).toMatchObject([{ text: TEXTS[GOOD], temperature: 0.2 }]);
		expect(tries).toEqual([6]);
	});

	it('takes an unsure window for silence when the model hears none', async () => {
		const { parts, tries } = toyParts([[GOOD]], { logit: 0.1, noSpeech: 9 });
		expect((await decode(parts, 1))[0].isSilent).toBe(true);
		expect(tries).toEqual([1]);
	});

	it('tries an unsure window with speech in it again', async () => {
		const { parts, tries } = toyParts([[GOOD]], { logit: 0.1 });
		expect((await decode(parts, 1))[0].isSilent).toBe(false);
		expect(tries).toEqual([6]);
	});
});

describe('compressionRatio', () => {
	it('is high only for repetition', () => {
		expect(compressionRatio(TEXTS[REPEATS])).toBeGreaterThan(5);
		expect(compressionRatio('ask what you can do for your country')).toBeLessThan(1.2);
		expect(compressionRatio('')).toBe(0);
	});
});
