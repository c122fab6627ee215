import { alignByDtw } from '../../../lib/whisper/dtw';
import { seeded } from './support';

const align = (cost: number[][]) =>
	alignByDtw(Float32Array.from(cost.flat()), cost.length, cost[0].length);

const costOf = (cost: number[][], path: Array<[number, number]>) =>
	path.reduce((sum, [row, column]) => sum + cost[row][column], 0);

/** The least sum over all monotonic paths. */
function cheapest(cost: number[][], row = 0, column = 0): number {
	const here = cost[row][column];
	const ends = [
		[row + 1, column],
		[row, column + 1],
		[row + 1, column + 1],
	].filter(([r, c]) => r < cost.length && c < cost[0].length);
	if (ends.length === 0) return here;
	return here + Math.min(...ends.map(([r, c]) => cheapest(cost, r, c)));
}

describe('alignByDtw', () => {
	it('follows the diagonal of a diagonal matrix', () => {
		expect(
			align([
				[0, 9, 9],
				[9, 0, 9],
				[9, 9, 0],
			]),
		).toEqual([
			[0, 0],
			[1, 1],
			[2, 2],
		]);
	});

	it('stays in a row for as long as it is cheap', () => {
		expect(
			align([
				[0, 0, 0, 5],
				[5, 5, 5, 0],
			]),
		).toEqual([
			[0, 0],
			[0, 1],
			[0, 2],
			[1, 3],
		]);
	});

	it.each([[[[1], [2], [3]]], [[[1, 2, 3]]], [[[4]]]])('walks a single line %j', (cost) => {
		expect(align(cost)).toHaveLength(cost.length * cost[0].length);
	});

	it('finds the cheapest monotonic path from corner to corner', () => {
		const random = seeded(11);
		for (let round = 0; round < 60; round++) {
			const [rows, columns] = [1 + Math.floor(random() * 5), 1 + Math.floor(random() * 6)];
			const cost = Array.from({ length: rows }, () =>
				Array.from({ length: columns }, () => random() - 0.3),
			);
			const path = align(cost);
			expect(path[0]).toEqual([0, 0]);
			expect(path.at(-1)).toEqual([rows - 1, columns - 1]);
			for (let i = 1; i < path.length; i++) {
				const [down, right] = [path[i][0] - path[i - 1][0], path[i][1] - path[i - 1][1]];
				expect([
					[0, 1],
					[1, 0],
					[1, 1],
				]).toContainEqual([down, right]);
			}
			expect(costOf(cost, path)).toBeCloseTo(cheapest(cost), 4);
		}
	});
});
