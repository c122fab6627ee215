import { largestEigenpairs } from './eigenvectors';

/** What counts as no variation: rounding of 32-bit numbers. */
const NOTHING = 1e-10;

/**
 * The tokens' places along the directions in which they differ most, one list of [tokens] a direction.
 * Tokens [tokens, dimensions] are centred first. A direction's sign is free: the token farthest out lies on
 * its positive side. Where tokens do not differ in so many directions, the rest are zeros.
 */
export function principalComponents(
	tokens: Float32Array,
	dimensions: number,
	count: number,
): Float64Array[] {
	const rows = tokens.length / dimensions;
	const centred = centre(tokens, rows, dimensions);
	// Either product has the same eigenvalues; the smaller one is less work.
	const isWide = rows <= dimensions;
	const size = isWide ? rows : dimensions;
	const gram = isWide
		? outer(centred, rows, dimensions)
		: outer(transposed(centred, rows, dimensions), dimensions, rows);
	const pairs = largestEigenpairs(gram, size, Math.min(count, size));
	return Array.from({ length: count }, (_, i) => {
		const pair = pairs[i];
		if (!pair || pair.value <= NOTHING * pairs[0].value || pairs[0].value === 0)
			return new Float64Array(rows);
		const places = isWide
			? pair.vector.map((value) => value * Math.sqrt(pair.value))
			: project(centred, rows, pair.vector);
		return withFixedSign(places);
	});
}

function centre(tokens: Float32Array, rows: number, dimensions: number): Float64Array {
	const centred = Float64Array.from(tokens);
	for (let i = 0; i < dimensions; i++) {
		let sum = 0;
		for (let row = 0; row < rows; row++) sum += centred[row * dimensions + i];
		for (let row = 0; row < rows; row++) centred[row * dimensions + i] -= sum / rows;
	}
	return centred;
}

/** X times its transpose. */
function outer(x: Float64Array, rows: number, dimensions: number): Float64Array {
	const product = new Float64Array(rows * rows);
	for (let one = 0; one < rows; one++)
		for (let other = one; other < rows; other++) {
			let sum = 0;
			const [a, b] = [one * dimensions, other * dimensions];
			for (let i = 0; i < dimensions; i++) sum += x[a + i] * x[b + i];
			product[one * rows + other] = product[other * rows + one] = sum;
		}
	return product;
}

function transposed(x: Float64Array, rows: number, columns: number): Float64Array {
	return Float64Array.from(x, (_, at) => x[(at % rows) * columns + Math.floor(at / rows)]);
}

function project(x: Float64Array, rows: number, direction: Float64Array): Float64Array {
	return Float64Array.from({ length: rows }, (_, row) =>
		direction.reduce((sum, share, i) => sum + share * x[row * direction.length + i], 0),
	);
}

function withFixedSign(places: Float64Array): Float64Array {
	const farthest = places.reduce(
		(far, place) => (Math.abs(place) > Math.abs(far) ? place : far),
		0,
	);
	return farthest < 0 ? places.map((place) => -place) : places;
}
