/** Sums of 32-bit numbers in another order differ by less; closer than this, any order is right. */
const NEAR_TIE = 1e-6;

/**
 * All vectors (`[{id, vector}]`) by cosine with the question, best first, ties by id: every one looked at.
 * `place` counts from 0; near ties share one.
 */
function searchExhaustively(vectors, question) {
	const ranked = vectors
		.map(({ id, vector }) => ({ id, similarity: cosine(vector, question) }))
		.sort((a, b) => b.similarity - a.similarity || (a.id < b.id ? -1 : 1));
	ranked.forEach((entry, index) => {
		const before = ranked[index - 1];
		const isTie = before && before.similarity - entry.similarity < NEAR_TIE;
		entry.place = isTie ? before.place : index;
	});
	return ranked;
}

/** How an order of ids departs from the exhaustive one: undefined when it does not. */
function findDifference(ids, vectors, question) {
	const ranked = searchExhaustively(vectors, question);
	const places = new Map(ranked.map(({ id, place }) => [id, place]));
	if (new Set(ids).size !== ids.length) return 'an id comes twice';
	const index = ids.findIndex((id, at) => places.get(id) !== ranked[at].place);
	if (index === -1) return undefined;
	return `at ${index} there is ${ids[index]}, and ${ranked[index].id} should be`;
}

function cosine(a, b) {
	const dot = (x, y) => x.reduce((sum, value, index) => sum + value * y[index], 0);
	return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
}

module.exports = { findDifference, searchExhaustively };
