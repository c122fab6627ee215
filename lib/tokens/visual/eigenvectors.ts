/** Columns worked on beside those that are wanted: they let the wanted ones settle sooner. */
const SPARE_COLUMNS = 9;
/** The error of a column shrinks at each by the ratio of its eigenvalue to the first one left out. */
const ROUNDS = 100;
/** Change of the eigenvalues, relative to the largest, at which they count as settled. */
const SETTLED = 1e-11;
/** Jacobi's rotations settle within ten; what rounding leaves is not chased for ever. */
const SWEEPS = 30;
/** What is left beside the diagonal, relative to it, that counts as nothing. */
const ROUNDING = 1e-15;

export interface Eigenpair {
	value: number;
	/** Of unit length. */
	vector: Float64Array;
}

/**
 * The `count` largest eigenvalues of a symmetric matrix [size, size] without negative ones, largest first:
 * orthogonal iteration, with the projected matrix solved by Jacobi's rotations. Always the same for the same matrix.
 */
export function largestEigenpairs(matrix: Float64Array, size: number, count: number): Eigenpair[] {
	const width = Math.min(size, count + SPARE_COLUMNS);
	let basis = orthonormal(firstColumns(size, width));
	let before: number[] = [];
	for (let round = 0; ; round++) {
		const images = basis.map((column) => multiply(matrix, column));
		const small = basis.map((row) => images.map((image) => dot(row, image)));
		const { values, vectors } = jacobi(small);
		const order = values.map((_, i) => i).sort((one, other) => values[other] - values[one]);
		const sorted = order.map((i) => values[i]).slice(0, count);
		const change = Math.max(...sorted.map((value, i) => Math.abs(value - (before[i] ?? Infinity))));
		if (round === ROUNDS || change <= SETTLED * Math.abs(sorted[0])) {
			return order.slice(0, count).map((i) => ({
				value: Math.max(0, values[i]),
				vector: combine(basis, vectors[i]),
			}));
		}
		before = sorted;
		basis = orthonormal(images);
	}
}

/** Nothing in common with any real matrix, and no chance in it. */
function firstColumns(size: number, width: number): Float64Array[] {
	return Array.from({ length: width }, (_, column) =>
		Float64Array.from({ length: size }, (_, row) => Math.sin((row + 1) * (column + 1) * 1.618)),
	);
}

/** Gram-Schmidt, twice for its rounding; a column that the others make up is replaced by a unit one. */
function orthonormal(columns: Float64Array[]): Float64Array[] {
	const done: Float64Array[] = [];
	let spare = 0;
	for (const given of columns) {
		let column = given;
		for (;;) {
			const before = Math.sqrt(dot(column, column));
			for (let pass = 0; pass < 2; pass++)
				for (const other of done) subtract(column, other, dot(column, other));
			const length = Math.sqrt(dot(column, column));
			if (length > 1e-10 * before && length > 0) {
				done.push(column.map((value) => value / length));
				break;
			}
			column = new Float64Array(column.length);
			column[spare++] = 1;
		}
	}
	return done;
}

/** Eigenvalues and, as rows, eigenvectors of a small symmetric matrix, by Jacobi's rotations. */
function jacobi(given: number[][]): { values: number[]; vectors: number[][] } {
	const a = given.map((row) => [...row]);
	const n = a.length;
	const v = a.map((_, i) => a.map((_, j) => (i === j ? 1 : 0)));
	const nothing = ROUNDING * Math.max(...a.map((row, i) => Math.abs(row[i])));
	for (let sweep = 0, isDone = false; !isDone && sweep < SWEEPS; sweep++) {
		isDone = true;
		for (let p = 0; p < n; p++)
			for (let q = p + 1; q < n; q++) {
				if (Math.abs(a[p][q]) <= nothing) continue;
				isDone = false;
				const theta = (a[q][q] - a[p][p]) / (2 * a[p][q]);
				const t = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
				const c = 1 / Math.sqrt(t * t + 1);
				rotate(a, v, { p, q, c, s: t * c });
			}
	}
	return { values: a.map((row, i) => row[i]), vectors: v };
}

function rotate(
	a: number[][],
	v: number[][],
	{ p, q, c, s }: { p: number; q: number; c: number; s: number },
): void {
	for (let k = 0; k < a.length; k++) {
		[a[k][p], a[k][q]] = [c * a[k][p] - s * a[k][q], s * a[k][p] + c * a[k][q]];
	}
	for (let k = 0; k < a.length; k++) {
		[a[p][k], a[q][k]] = [c * a[p][k] - s * a[q][k], s * a[p][k] + c * a[q][k]];
		[v[p][k], v[q][k]] = [c * v[p][k] - s * v[q][k], s * v[p][k] + c * v[q][k]];
	}
}

function multiply(matrix: Float64Array, column: Float64Array): Float64Array {
	const size = column.length;
	const product = new Float64Array(size);
	for (let row = 0; row < size; row++) {
		let sum = 0;
		for (let i = 0, at = row * size; i < size; i++, at++) sum += matrix[at] * column[i];
		product[row] = sum;
	}
	return product;
}

function combine(basis: Float64Array[], shares: number[]): Float64Array {
	const sum = new Float64Array(basis[0].length);
	basis.forEach((column, i) => subtract(sum, column, -shares[i]));
	return sum;
}

function subtract(from: Float64Array, other: Float64Array, times: number): void {
	for (let i = 0; i < from.length; i++) from[i] -= times * other[i];
}

function dot(one: Float64Array, other: Float64Array): number {
	let sum = 0;
	for (let i = 0; i < one.length; i++) sum += one[i] * other[i];
	return sum;
}
