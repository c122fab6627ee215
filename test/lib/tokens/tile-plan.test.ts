import { planTiles } from '../../../lib/tokens/tile-plan';

const MODELS = [
	'claude-opus-4-8',
	'claude-haiku-4-5',
	'gpt-5.4',
	'gpt-4o',
	'qwen2.5-vl',
	'gemini-3-pro-preview',
];

describe.each([...MODELS, 'internvl3', undefined])('on %s', (modelName) => {
	it.each([
		[1179, 20_000],
		[20_000, 900],
		[5000, 15_000],
	])('%d x %d is covered from end to end, in order, with the overlap', (width, height) => {
		const tiles = planTiles({ width, height }, { overlapPixels: 64 }, { modelName })!;
		const [start, side] =
			width > height ? (['left', 'width'] as const) : (['top', 'height'] as const);
		expect(tiles[0].box[start]).toBe(0);
		const last = tiles.at(-1)!.box;
		expect(last[start] + last[side]).toBe(Math.max(width, height));
		for (const [place, { box, size }] of tiles.entries()) {
			expect(size.width).toBeLessThanOrEqual(box.width);
			if (place === 0) continue;
			const before = tiles[place - 1].box;
			expect(before[start] + before[side] - box[start]).toBeGreaterThanOrEqual(64);
		}
	});
});

it.each(MODELS)('a telephone’s long screenshot keeps its full size on %s', (modelName) => {
	if (modelName === 'gpt-4o') return;
	for (const { box, size } of planTiles(
		{ width: 700, height: 9000 },
		{ overlapPixels: 64 },
		{ modelName },
	) ?? []) {
		expect([size.width, size.height]).toEqual([box.width, box.height]);
	}
});

it.each([
	[1920, 1080, 'claude-opus-4-8'],
	[500, 2500, 'claude-opus-4-8'],
	[4000, 3000, 'claude-haiku-4-5'],
])('%d x %d is left whole on %s', (width, height, modelName) => {
	expect(planTiles({ width, height }, { overlapPixels: 64 }, { modelName })).toBeUndefined();
});

it('shares a budget among the pieces', () => {
	const request = { modelName: 'claude-opus-4-8', maximumTokens: 6000 };
	const tiles = planTiles({ width: 1000, height: 12_000 }, { overlapPixels: 50 }, request)!;
	const tokens = tiles.map(({ size }) => size.tokens!);
	expect(tokens.reduce((sum, each) => sum + each, 0)).toBeLessThanOrEqual(6000);
});

describe('more than 20 pieces', () => {
	const page = { width: 2100, height: 45_000 };
	const plan = (isOneMessage: boolean, modelName = 'claude-opus-4-8', size = page) =>
		planTiles(size, { overlapPixels: 64, isOneMessage }, { modelName })!;
	const longestSide = (tiles: ReturnType<typeof plan>) =>
		Math.max(...tiles.flatMap(({ size }) => [size.width, size.height]));

	it('are small enough for one message to Claude', () => {
		const tiles = plan(true);
		expect(tiles.length).toBeGreaterThan(20);
		expect(longestSide(tiles)).toBeLessThanOrEqual(2000);
		const { top, height } = tiles.at(-1)!.box;
		expect(top + height).toBe(page.height);
	});

	it('too, for one that is not known yet', () => {
		const narrow = { width: 1200, height: 45_000 };
		expect(longestSide(plan(false, 'claude-epic-7', narrow))).toBeGreaterThan(2000);
		expect(longestSide(plan(true, 'claude-epic-7', narrow))).toBeLessThanOrEqual(2000);
	});

	it.each([
		['in messages of their own', false, 'claude-opus-4-8', page],
		['for other models', true, 'somebody/new-model', { width: 1200, height: 45_000 }],
		['that are fewer', true, 'claude-opus-4-8', { ...page, height: 20_000 }],
	])('keep their size %s', (_, isOneMessage, modelName, size) => {
		const tiles = plan(isOneMessage, modelName, size);
		expect(longestSide(tiles)).toBe(longestSide(plan(false, modelName, size)));
		expect(longestSide(tiles)).toBeGreaterThan(2000);
	});
});

it('makes no book of one picture', () => {
	expect(() =>
		planTiles(
			{ width: 100, height: 200_000 },
			{ overlapPixels: 0 },
			{ modelName: 'claude-haiku-4-5' },
		),
	).toThrow(/would become 128 pieces; at most 50/);
});
