import { MultimodalError } from '../../../lib/errors';
import { countImageTokens, largestFittingSize, listTokenModels } from '../../../lib/tokens/count';
import type { CountOptions, Detail, MediaResolution } from '../../../lib/tokens/types';

const DETAILS: Detail[] = ['auto', 'low', 'high', 'original'];
const RESOLUTIONS: MediaResolution[] = ['default', 'low', 'medium', 'high', 'ultraHigh'];
const OPTIONS: CountOptions[] = [
	{},
	{ isVideoFrame: true },
	...DETAILS.map((detail) => ({ detail })),
	...RESOLUTIONS.flatMap((mediaResolution) => [
		{ mediaResolution },
		{ mediaResolution, isVideoFrame: true },
	]),
];
const NAMES = listTokenModels().map(({ name }) => name);
const SIDES = [1, 2, 13, 14, 27, 28, 29, 447, 448, 449, 768, 1025, 4097, 19_999, 20_000];

/** The same pictures every run: a linear congruential generator. */
function randomSizes(count: number, maximum: number) {
	let state = 70;
	const side = () => {
		state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
		return 1 + (state % maximum);
	};
	return Array.from({ length: count }, () => ({ width: side(), height: side() }));
}

const EDGE_SIZES = SIDES.flatMap((width) => SIDES.map((height) => ({ width, height })));
const ALL_SIZES = [...EDGE_SIZES, ...randomSizes(60, 20_000), ...randomSizes(40, 900)];

describe.each(NAMES)('%s', (name) => {
	test('counts every picture in whole tokens and whole pixels', () => {
		const wrong = ALL_SIZES.flatMap((size) =>
			OPTIONS.map((options) => ({ size, options, ...countImageTokens(name, size, options) })),
		).filter(({ tokens, resizedWidth, resizedHeight }) =>
			[tokens, resizedWidth, resizedHeight].some((each) => !Number.isInteger(each) || each < 1),
		);
		expect(wrong).toEqual([]);
	});

	test('never costs more than it may at the largest fitting size, which keeps the proportions', () => {
		for (const size of randomSizes(5, 500)) {
			for (const maximum of [0, 1, 70, 300, 1000, 5000]) {
				expectFit(name, size, maximum);
			}
		}
	});
});

/** Against every size there is: none larger fits, and this one does. */
function expectFit(name: string, size: { width: number; height: number }, maximum: number) {
	const found = largestFittingSize(name, size, maximum);
	const long = found ? Math.max(found.width, found.height) : 0;
	const larger = sizesBetween(size, long + 1).map((each) => countImageTokens(name, each));
	expect(larger.filter(({ tokens, refusal }) => tokens <= maximum && !refusal)).toEqual([]);
	if (!found) return;
	const { tokens, ...kept } = found;
	expect(sizesBetween(size, long)).toContainEqual(kept);
	expect(countImageTokens(name, kept)).toMatchObject({ tokens });
	expect(tokens).toBeLessThanOrEqual(maximum);
}

/** The picture at every long side from this one up, where whole pixels keep the proportions within 2 %. */
function sizesBetween({ width, height }: { width: number; height: number }, from: number) {
	const to = Math.max(width, height);
	return Array.from({ length: to - from + 1 }, (_, i) => (from + i) / to)
		.map((scale) => ({
			width: Math.round(width * scale + 1e-9),
			height: Math.round(height * scale + 1e-9),
		}))
		.filter((each) => Math.abs((each.width * height) / (each.height * width) - 1) <= 0.0201);
}

describe('portrait costs what landscape does', () => {
	const families = /^(claude|openAi|gemini)/;
	const names = listTokenModels()
		.filter(({ family }) => families.test(family))
		.map(({ name }) => name);

	test.each(names)('%s', (name) => {
		for (const { width, height } of ALL_SIZES) {
			const landscape = countImageTokens(name, { width, height });
			const portrait = countImageTokens(name, { width: height, height: width });
			expect(portrait.tokens).toBe(landscape.tokens);
			expect([portrait.resizedHeight, portrait.resizedWidth]).toEqual([
				landscape.resizedWidth,
				landscape.resizedHeight,
			]);
		}
	});
});

describe('the largest fitting size', () => {
	test('is the picture itself if that fits', () => {
		expect(largestFittingSize('claude-opus-4-8', { width: 1920, height: 1080 }, 2691)).toEqual({
			width: 1920,
			height: 1080,
			tokens: 2691,
		});
	});

	test('is one token smaller where it does not', () => {
		const found = largestFittingSize('claude-opus-4-8', { width: 1000, height: 1000 }, 1295);
		expect(found).toEqual({ width: 980, height: 980, tokens: 35 * 35 });
	});

	test('is none where the model takes a fixed number', () => {
		expect(largestFittingSize('llava-1.5', { width: 4000, height: 3000 }, 575)).toBeUndefined();
		expect(largestFittingSize('llava-1.5', { width: 4000, height: 3000 }, 576)).toEqual({
			width: 4000,
			height: 3000,
			tokens: 576,
		});
	});

	test('is found where smaller pictures cost more again', () => {
		const size = { width: 1920, height: 1080 };
		expect(largestFittingSize('internvl3', size, 1000)).toEqual({
			width: 1194,
			height: 672,
			tokens: 768,
		});
		expect(countImageTokens('internvl3', { width: 40, height: 23 }).tokens).toBe(1792);
	});

	test('keeps the proportions: three by two does not become a square of one pixel', () => {
		expect(largestFittingSize('internvl3', { width: 300, height: 200 }, 300)).toBeUndefined();
		expect(countImageTokens('internvl3', { width: 1, height: 1 }).tokens).toBe(256);
	});

	test('is never one that the provider refuses', () => {
		const found = largestFittingSize('gpt-5.6-sol', { width: 9000, height: 9000 }, 1e9);
		expect(found).toEqual({ width: 5536, height: 5536, tokens: Math.ceil(173 * 173 * 1.2) });
	});
});

describe('what a provider refuses is counted, and says why', () => {
	test.each([
		['claude-opus-4-8', { width: 8001, height: 10 }, {}, '8000 pixels a side'],
		['qwen3-vl', { width: 1, height: 201 }, {}, '200 times'],
		['gpt-5.6-sol', { width: 5537, height: 5536 }, {}, '30000 patches'],
		['gpt-5.2', { width: 100, height: 100 }, { detail: 'original' }, 'no detail "original"'],
		['gemini-2.5-pro', { width: 100, height: 100 }, { mediaResolution: 'ultraHigh' }, 'pictures'],
		[
			'gemini-3-flash',
			{ width: 100, height: 100 },
			{ mediaResolution: 'ultraHigh', isVideoFrame: true },
			'frames of a video',
		],
	] as const)('%s %p %p', (name, size, options, words) => {
		expect(countImageTokens(name, size, options).refusal).toContain(words);
	});

	test.each([
		['claude-opus-4-8', { width: 8000, height: 8000 }, {}],
		['qwen3-vl', { width: 1, height: 200 }, {}],
		['gpt-5.5', { width: 9000, height: 9000 }, {}],
		['gpt-5.4', { width: 100, height: 100 }, { detail: 'original' }],
		['gemini-3-flash', { width: 100, height: 100 }, { mediaResolution: 'ultraHigh' }],
	] as const)('%s %p %p is taken', (name, size, options) => {
		expect(countImageTokens(name, size, options).refusal).toBeUndefined();
	});
});

test.each([
	[0, 10],
	[10, 0],
	[-1, 10],
	[1.5, 10],
	[NaN, 10],
	[Infinity, 10],
	['100' as unknown as number, 10],
	[undefined as unknown as number, 10],
])('a picture of %p by %p is no picture', (width, height) => {
	const refuse = (act: () => unknown) => {
		expect(act).toThrow(MultimodalError);
		expect(act).toThrow(
			expect.objectContaining({ errorClass: 'input', code: 'PICTURE_SIZE_INVALID' }),
		);
	};
	refuse(() => countImageTokens('gpt-5.4', { width, height }));
	refuse(() => largestFittingSize('gpt-5.4', { width, height }, 100));
});
