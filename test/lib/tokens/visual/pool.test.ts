import { averageBlocks, poolGrid } from '../../../../lib/tokens/visual/pool';
import { goldenArray, largestDifference } from './golden';

const grid = (rows: number, columns: number) => ({ rows, columns });

test.each([
	[grid(16, 16), 256, grid(16, 16)],
	[grid(16, 16), 1000, grid(16, 16)],
	[grid(16, 16), 64, grid(8, 8)],
	[grid(16, 16), 10, grid(3, 3)],
	[grid(16, 16), 6, grid(2, 3)],
	[grid(16, 16), 2, grid(1, 2)],
	[grid(16, 16), 1, grid(1, 1)],
	[grid(14, 14), 13, grid(3, 4)],
	[grid(3, 40), 7, grid(1, 7)],
	[grid(40, 3), 7, grid(7, 1)],
	[grid(3, 40), 1, grid(1, 1)],
])('%j to at most %i tokens', (from, most, expected) => {
	expect(poolGrid(from, most)).toEqual(expected);
});

test('never gives more than asked for, nor parts longer than twice their width', () => {
	for (let most = 2; most < 300; most++) {
		const { rows, columns } = poolGrid(grid(15, 20), most);
		expect(rows * columns).toBeLessThanOrEqual(most);
		const stretch = 15 / rows / (20 / columns);
		expect(Math.max(stretch, 1 / stretch)).toBeLessThanOrEqual(2 + 1e-9);
	}
});

test.each([grid(3, 5), grid(4, 4), grid(1, 1)])(
	'averages over %j blocks as AdaptiveAvgPool2d of PyTorch',
	async (to) => {
		const tokens = await goldenArray('clip-shapes-chelsea');
		const expected = await goldenArray(`pooled-${to.rows}x${to.columns}`);
		const found = averageBlocks(tokens, grid(8, 8), to, 128);
		expect(largestDifference(found, expected)).toBeLessThan(1e-5);
	},
);
