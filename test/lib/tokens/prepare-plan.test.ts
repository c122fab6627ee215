import { countImageTokens, listTokenModels } from '../../../lib/tokens/count';
import { isSeenWhole, planSize, planSmaller, refusalOf } from '../../../lib/tokens/prepare-plan';

const SIZES = [
	[1, 1],
	[200, 200],
	[640, 480],
	[1179, 2556],
	[1570, 1000],
	[1920, 1080],
	[2160, 3840],
	[4032, 3024],
	[100, 4000],
	[12345, 678],
	[7999, 8001],
].map(([width, height]) => ({ width, height }));

describe.each(listTokenModels().map(({ name }) => name))('on %s', (modelName) => {
	it.each(SIZES)('%p is never enlarged, never dearer, and counted as it is', (size) => {
		const { tokens, ...planned } = planSize(size, { modelName });
		expect(planned.width).toBeLessThanOrEqual(size.width);
		expect(planned.height).toBeLessThanOrEqual(size.height);
		expect(tokens).toBe(countImageTokens(modelName, planned).tokens);
		expect(tokens).toBeLessThanOrEqual(countImageTokens(modelName, size).tokens);
		// Preparing what was prepared changes nothing, but for rounding.
		const again = planSize(planned, { modelName });
		expect(again.tokens).toBe(tokens);
		expect(Math.abs(again.width - planned.width)).toBeLessThanOrEqual(2);
	});

	it.each(SIZES)('%p keeps every pixel that the model looks at', (size) => {
		const before = countImageTokens(modelName, size);
		if (before.refusal) return;
		const planned = planSize(size, { modelName });
		for (const [side, seen] of [
			['width', before.resizedWidth],
			['height', before.resizedHeight],
		] as const) {
			expect(planned[side]).toBeGreaterThanOrEqual(Math.min(size[side], seen) - 1);
		}
	});
});

describe('a picture is brought to what the provider itself shrinks it to', () => {
	it.each([
		['claude-haiku-4-5', 3840, 2160, 1456, 819, 1560],
		['claude-opus-4-8', 3840, 2160, 2576, 1449, 4784],
		['claude-opus-4-8', 1920, 1080, 1920, 1080, 2691],
		['gpt-5.4', 2048, 2048, 1600, 1600, 3000],
		['gpt-4o', 1920, 1080, 1365, 768, 1105],
		['gemini-3-pro-preview', 4000, 3000, 4000, 3000, 1120],
		['llava-1.5', 1920, 1080, 597, 336, 576],
	])('%s: %d x %d', (modelName, width, height, toWidth, toHeight, tokens) => {
		const planned = { width: toWidth, height: toHeight, tokens };
		expect(planSize({ width, height }, { modelName })).toEqual(planned);
	});

	it('and to what the level of detail leaves', () => {
		const low = planSize(
			{ width: 1920, height: 1080 },
			{ modelName: 'gpt-5.6-sol', detail: 'low' },
		);
		expect(low).toEqual({ width: 512, height: 288, tokens: 173 });
	});
});

describe('a picture that the provider would refuse', () => {
	it.each([
		['claude-opus-4-8', 9000, 9000],
		['gpt-5.6-sol', 20_000, 20_000],
	])('%s: %d x %d is made small enough', (modelName, width, height) => {
		expect(refusalOf({ width, height }, { modelName })).toBeDefined();
		expect(refusalOf(planSize({ width, height }, { modelName }), { modelName })).toBeUndefined();
	});

	it('stays as it is where no size of its proportions is taken', () => {
		const narrow = { width: 4, height: 4000 };
		expect(planSize(narrow, { modelName: 'qwen3-vl' })).toMatchObject(narrow);
	});
});

describe('a budget', () => {
	it.each(['claude-opus-4-8', 'gpt-5.4', 'gpt-4o', 'qwen3-vl', 'internvl3'])(
		'%s keeps it',
		(modelName) => {
			const planned = planSize({ width: 1920, height: 1080 }, { modelName, maximumTokens: 800 });
			expect(planned.tokens).toBe(countImageTokens(modelName, planned).tokens);
			expect(planned.tokens).toBeLessThanOrEqual(800);
			expect(planned.width / planned.height).toBeCloseTo(16 / 9, 1);
		},
	);

	it('that no picture keeps is an error with the least there is', () => {
		const plan = () =>
			planSize({ width: 9, height: 9 }, { modelName: 'llava-1.5', maximumTokens: 500 });
		expect(plan).toThrow(/at most 500 tokens, but on llava-1.5 .* a single dot takes 576/);
	});
});

it('holds a picture for an unknown model to the general limit, and counts nothing', () => {
	for (const modelName of [undefined, 'somebody/new-model']) {
		expect(planSize({ width: 4000, height: 3000 }, { modelName })).toEqual({
			width: 2048,
			height: 1536,
		});
		expect(planSize({ width: 30, height: 20 }, { modelName })).toEqual({ width: 30, height: 20 });
	}
});

describe('the longest side that is taken', () => {
	it.each([
		['claude-opus-4-8', 3000, 2000, { width: 2000, height: 1333, tokens: 72 * 48 }],
		['claude-haiku-4-5', 3840, 2160, { width: 1456, height: 819, tokens: 1560 }],
		['claude-opus-4-8', 1900, 1000, { width: 1900, height: 1000, tokens: 68 * 36 }],
		['claude-epic-7', 3000, 1500, { width: 2000, height: 1000 }],
	])(
		'is kept on %s by %d x %d, and nothing else gets smaller',
		(modelName, width, height, size) => {
			expect(planSize({ width, height }, { modelName, maximumSidePixels: 2000 })).toEqual(size);
		},
	);

	it('is all that bounds an unknown model', () => {
		const size = { width: 5000, height: 100 };
		expect(planSize(size, { maximumSidePixels: 8000 })).toEqual(size);
		expect(isSeenWhole(size, { maximumSidePixels: 8000 })).toBe(true);
	});

	it('is not seen whole beyond it', () => {
		const request = { modelName: 'claude-opus-4-8' };
		const size = { width: 2100, height: 1000 };
		expect(isSeenWhole(size, request)).toBe(true);
		expect(isSeenWhole(size, { ...request, maximumSidePixels: 2000 })).toBe(false);
	});
});

describe('a file that came out too large', () => {
	it('gets smaller, for no more tokens', () => {
		const size = { width: 1194, height: 672 };
		const smaller = planSmaller(size, { modelName: 'internvl3' })!;
		expect(smaller.width).toBeLessThan(1080);
		expect(smaller.tokens).toBeLessThanOrEqual(countImageTokens('internvl3', size).tokens);
		expect(planSmaller(size, {})).toEqual({ width: 1075, height: 605 });
	});

	it('until nothing is left of it', () => {
		expect(planSmaller({ width: 1, height: 1 }, { modelName: 'claude-opus-4-8' })).toBeUndefined();
	});
});
