const DIAGONAL = 0;
const NEXT_ROW = 1;
const NEXT_COLUMN = 2;

/** Dynamic time warping: the cheapest monotonic path through `cost` [rows, columns], as [row, column] steps. */
export function alignByDtw(
	cost: Float32Array,
	rows: number,
	columns: number,
): Array<[number, number]> {
	const moves = new Uint8Array((rows + 1) * (columns + 1));
	let above = new Float32Array(columns + 1).fill(Infinity);
	let current = new Float32Array(columns + 1);
	above[0] = 0;
	for (let row = 1; row <= rows; row++) {
		current[0] = Infinity;
		for (let column = 1; column <= columns; column++) {
			const diagonal = above[column - 1];
			const up = above[column];
			const left = current[column - 1];
			let move = NEXT_COLUMN;
			let best = left;
			if (diagonal < up && diagonal < left) [move, best] = [DIAGONAL, diagonal];
			else if (up < diagonal && up < left) [move, best] = [NEXT_ROW, up];
			current[column] = best + cost[(row - 1) * columns + column - 1];
			moves[row * (columns + 1) + column] = move;
		}
		[above, current] = [current, above];
	}
	return traceBack(moves, rows, columns);
}

function traceBack(moves: Uint8Array, rows: number, columns: number): Array<[number, number]> {
	const path: Array<[number, number]> = [];
	let row = rows;
	let column = columns;
	while (row > 0 || column > 0) {
		path.push([row - 1, column - 1]);
		const move =
			row === 0 ? NEXT_COLUMN : column === 0 ? NEXT_ROW : moves[row * (columns + 1) + column];
		if (move !== NEXT_COLUMN) row--;
		if (move !== NEXT_ROW) column--;
	}
	return path.reverse();
}
