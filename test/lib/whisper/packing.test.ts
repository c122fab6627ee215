import {
	packSpeech,
	restOfWindow,
	spanInFile,
	wordInFile,
	type PackedWindow,
} from '../../../lib/whisper/packing';
import { SampleBuffer } from '../../../lib/whisper/sample-buffer';
import type { SpeechRegion } from '../../../lib/whisper/speech-regions';

/** A sound whose samples are their own positions. */
async function countingBuffer(length: number): Promise<SampleBuffer> {
	async function* chunks() {
		yield Float32Array.from({ length }, (_, i) => i);
		await Promise.resolve();
	}
	const buffer = new SampleBuffer(chunks());
	await buffer.reach(length);
	return buffer;
}

async function pack(regions: Array<[number, number]>, windowSamples = 100) {
	async function* source(): AsyncGenerator<SpeechRegion> {
		for (const [start, end] of regions) yield await Promise.resolve({ start, end });
	}
	const windows: PackedWindow[] = [];
	for await (const window of packSpeech(source(), await countingBuffer(2000), windowSamples))
		windows.push(window);
	return windows;
}

/** 0-40 of the window is 100-140 of the file, 40-100 is 500-560, 100-130 is 560-590: no gap. */
const WINDOW: PackedWindow = {
	samples: Float32Array.from({ length: 130 }, (_, i) => i),
	pieces: [
		{ offset: 0, start: 100, length: 40 },
		{ offset: 40, start: 500, length: 60 },
		{ offset: 100, start: 560, length: 30 },
	],
};

describe('packSpeech', () => {
	it('lays stretches end to end and opens a window for what does not fit', async () => {
		const windows = await pack([
			[10, 50],
			[200, 250],
			[300, 320],
			[400, 500],
		]);
		expect(windows.map(({ pieces }) => pieces)).toEqual([
			[
				{ offset: 0, start: 10, length: 40 },
				{ offset: 40, start: 200, length: 50 },
			],
			[{ offset: 0, start: 300, length: 20 }],
			[{ offset: 0, start: 400, length: 100 }],
		]);
	});

	it('copies the sound of each piece, and no more', async () => {
		for (const { samples, pieces } of await pack([
			[10, 50],
			[200, 250],
			[300, 320],
		])) {
			expect(samples).toHaveLength(pieces.reduce((sum, { length }) => sum + length, 0));
			for (const { offset, start, length } of pieces) {
				expect(samples[offset]).toBe(start);
				expect(samples[offset + length - 1]).toBe(start + length - 1);
			}
		}
	});

	it('gives nothing for no speech', async () => {
		expect(await pack([])).toEqual([]);
	});
});

describe('restOfWindow', () => {
	it('cuts within a piece', () => {
		const { samples, pieces } = restOfWindow(WINDOW, 60);
		expect(pieces).toEqual([
			{ offset: 0, start: 520, length: 40 },
			{ offset: 40, start: 560, length: 30 },
		]);
		expect([samples[0], samples.length]).toEqual([60, 70]);
	});

	it('cuts between pieces', () => {
		expect(restOfWindow(WINDOW, 40).pieces).toEqual([
			{ offset: 0, start: 500, length: 60 },
			{ offset: 60, start: 560, length: 30 },
		]);
	});

	it('can be cut again', () => {
		const again = restOfWindow(restOfWindow(WINDOW, 30), 40);
		const once = restOfWindow(WINDOW, 70);
		expect(again.pieces).toEqual(once.pieces);
		expect([...again.samples]).toEqual([...once.samples]);
	});
});

describe('spanInFile', () => {
	const span = (start: number, end: number) => {
		const found = spanInFile(WINDOW, start, end, 5);
		return [found.start, found.end];
	};

	it('places a span within a piece, and one over several', () => {
		expect(span(10, 30)).toEqual([110, 130]);
		expect(span(50, 90)).toEqual([510, 550]);
		expect(span(10, 90)).toEqual([110, 550]);
		expect(span(80, 120)).toEqual([540, 580]);
	});

	it('moves a start in the silence before a gap to the next piece', () => {
		expect(span(37, 80)).toEqual([500, 540]);
		expect(span(35, 80)).toEqual([135, 540]);
	});

	it('moves an end in the silence after a gap to the piece before', () => {
		expect(span(10, 43)).toEqual([110, 140]);
		expect(span(10, 46)).toEqual([110, 506]);
	});

	it('moves nothing where there is no gap', () => {
		expect(span(98, 102)).toEqual([558, 562]);
	});

	it('never ends before it starts, nor leaves its pieces', () => {
		for (let start = 0; start <= 140; start++) {
			for (let end = start; end <= 140; end += 3) {
				const [from, to] = span(start, end);
				expect(to).toBeGreaterThanOrEqual(from);
				expect(WINDOW.pieces.some((p) => p.start <= from && from <= p.start + p.length)).toBe(true);
				expect(WINDOW.pieces.some((p) => p.start <= to && to <= p.start + p.length)).toBe(true);
			}
		}
	});
});

describe('wordInFile', () => {
	it('puts a word over a seam into the piece of its middle, whole', () => {
		expect(wordInFile(WINDOW, 34, 42)).toEqual({ start: 134, end: 140 });
		expect(wordInFile(WINDOW, 38, 50)).toEqual({ start: 500, end: 510 });
	});

	it('leaves a word within a piece as it is', () => {
		expect(wordInFile(WINDOW, 60, 70)).toEqual({ start: 520, end: 530 });
		expect(wordInFile(WINDOW, 128, 200)).toEqual({ start: 588, end: 590 });
	});
});
