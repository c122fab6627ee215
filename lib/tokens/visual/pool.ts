import type { Grid } from './types';

/** A token stands for a part at most this many times as long as it is wide, or the other way round. */
const LONGEST_CELL = 2;
/** A fraction and its inverse, turned round, are seldom the same number. */
const ROUNDING = 1e-9;

/**
 * The grid that a larger one is pooled to so that at most `maximumTokens` remain: of those no finer, and
 * with no part more than twice as long as wide, the one with most tokens; of equals the one with the
 * squarest parts, then the one with more columns. A single token where there is none.
 */
export function poolGrid(grid: Grid, maximumTokens: number): Grid {
	if (maximumTokens >= grid.rows * grid.columns) return grid;
	let best = { rows: 1, columns: 1 };
	for (let rows = 1; rows <= Math.min(grid.rows, maximumTokens); rows++) {
		const most = Math.min(grid.columns, Math.floor(maximumTokens / rows));
		for (let columns = 1; columns <= most; columns++) {
			const candidate = { rows, columns };
			if (stretch(grid, candidate) <= LONGEST_CELL + ROUNDING && isBetter(grid, candidate, best))
				best = candidate;
		}
	}
	return best;
}

/**
 * Averages a grid's tokens over blocks: `AdaptiveAvgPool2d` of PyTorch. A block begins at the floor and
 * ends at the ceiling of its exact borders, so blocks overlap where the sizes do not divide.
 */
export function averageBlocks(
	tokens: Float32Array,
	from: Grid,
	to: Grid,
	dimensions: number,
): Float32Array {
	const pooled = new Float32Array(to.rows * to.columns * dimensions);
	const sum = new Float64Array(dimensions);
	for (let row = 0; row < to.rows; row++) {
		const rows = block(row, from.rows, to.rows);
		for (let column = 0; column < to.columns; column++) {
			const columns = block(column, from.columns, to.columns);
			sum.fill(0);
			for (let y = rows.start; y < rows.end; y++)
				for (let x = columns.start; x < columns.end; x++) {
					const at = (y * from.columns + x) * dimensions;
					for (let i = 0; i < dimensions; i++) sum[i] += tokens[at + i];
				}
			const count = (rows.end - rows.start) * (columns.end - columns.start);
			const target = (row * to.columns + column) * dimensions;
			for (let i = 0; i < dimensions; i++) pooled[target + i] = sum[i] / count;
		}
	}
	return pooled;
}

function block(index: number, from: number, to: number): { start: number; end: number } {
	return {
		start: Math.floor((index * from) / to),
		end: Math.ceil(((index + 1) * from) / to),
	};
}

/** How many times a part is as long as it is wide, or as wide as it is long. */
function stretch(grid: Grid, { rows, columns }: Grid): number {
	const ratio = grid.rows / rows / (grid.columns / columns);
	return Math.max(ratio, 1 / ratio);
}

function isBetter(grid: Grid, candidate: Grid, best: Grid): boolean {
	const gain = candidate.rows * candidate.columns - best.rows * best.columns;
	if (gain !== 0) return gain > 0;
	const bend = stretch(grid, candidate) - stretch(grid, best);
	if (Math.abs(bend) > ROUNDING) return bend < 0;
	return candidate.columns > best.columns;
}
