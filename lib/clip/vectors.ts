import { clipInputError } from './errors';

/** A vector's place in a ranking. */
export interface Ranked {
	/** Place in the given order. */
	index: number;
	/** Cosine with the query. */
	similarity: number;
}

/** Below this a sum of unit vectors has no direction but rounding. */
const VANISHING_LENGTH = 1e-4;

/** The inner product; for vectors of unit length the cosine. */
export function dot(a: Float32Array, b: Float32Array): number {
	if (a.length !== b.length) {
		throw clipInputError('DIMENSIONS_DIFFER', { expected: a.length, found: b.length });
	}
	let sum = 0;
	for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
	return sum;
}

/** From -1 to 1, exactly 1 for the same vector; 0 where a vector has no length. */
export function cosine(a: Float32Array, b: Float32Array): number {
	const lengths = Math.sqrt(dot(a, a) * dot(b, b));
	if (lengths === 0) return 0;
	return Math.max(-1, Math.min(1, dot(a, b) / lengths));
}

/** All vectors, the most similar to the query first; equals keep their order. */
export function rankBySimilarity(vectors: Float32Array[], query: Float32Array): Ranked[] {
	return vectors
		.map((vector, index) => ({ index, similarity: cosine(vector, query) }))
		.sort((a, b) => b.similarity - a.similarity);
}

/** Where to look: towards the ones, away from the others, at unit length. Throws when nothing is left. */
export function combineQueries(plus: Float32Array[], minus: Float32Array[] = []): Float32Array {
	const away = minus.map((vector) => unit(vector).map((value) => -value));
	const sum = sumOf([...plus.map(unit), ...away]);
	if (!(lengthOf(sum) > VANISHING_LENGTH)) throw clipInputError('QUERY_VANISHES', {});
	return unit(sum);
}

/** The direction between unit vectors, at unit length. */
export function meanDirection(vectors: Float32Array[]): Float32Array {
	return unit(sumOf(vectors.map(unit)));
}

/** The vector at unit length; one without length stays as it is. */
export function unit(vector: Float32Array): Float32Array {
	const length = lengthOf(vector);
	return length > 0 ? vector.map((value) => value / length) : vector;
}

function lengthOf(vector: Float32Array): number {
	return Math.sqrt(dot(vector, vector));
}

function sumOf(vectors: Float32Array[]): Float32Array {
	const expected = vectors[0]?.length ?? 0;
	const sum = new Float32Array(expected);
	for (const vector of vectors) {
		const found = vector.length;
		if (found !== expected) throw clipInputError('DIMENSIONS_DIFFER', { expected, found });
		for (let i = 0; i < expected; i++) sum[i] += vector[i];
	}
	return sum;
}
