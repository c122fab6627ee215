// Terms this far (in nats) below the largest add less than one part in a hundred million.
const NEGLIGIBLE = 25;
// A vocabulary's tail is many small terms: a table with the middle of each step is exact enough for them.
const EXACT_WITHIN = 5;
const STEPS_PER_NAT = 256;
const tailWeights = Float64Array.from({ length: NEGLIGIBLE * STEPS_PER_NAT }, (_, step) =>
	Math.exp(-(step + 0.5) / STEPS_PER_NAT),
);

/** exp(-distance) for a distance of 0 or more. */
function expBelow(distance: number): number {
	if (distance < EXACT_WITHIN) return Math.exp(-distance);
	return distance < NEGLIGIBLE ? tailWeights[(distance * STEPS_PER_NAT) | 0] : 0;
}

/** Index of the largest value in [from, to). */
export function argmax(values: Float32Array, from: number, to: number): number {
	let best = from;
	let top = values[from];
	for (let i = from + 1; i < to; i++) {
		if (values[i] > top) {
			top = values[i];
			best = i;
		}
	}
	return best;
}

/** log(sum(exp(values[from..to)))), stable; -Infinity when all are. `top`: their maximum, where it is known. */
export function logSumExp(
	values: Float32Array,
	from: number,
	to: number,
	top = values[argmax(values, from, to)],
): number {
	if (top === -Infinity) return -Infinity;
	let sum = 0;
	for (let i = from; i < to; i++) sum += expBelow(top - values[i]);
	return top + Math.log(sum);
}

/** Indexes of the `count` largest values, the largest first. */
export function topIndexes(values: Float32Array, count: number): number[] {
	const best: number[] = [];
	for (let i = 0; i < values.length; i++) {
		if (best.length === count && values[i] <= values[best[count - 1]]) continue;
		let place = best.length;
		while (place > 0 && values[best[place - 1]] < values[i]) place--;
		best.splice(place, 0, i);
		if (best.length > count) best.pop();
	}
	return best;
}

/** Draws an index with probability softmax(values / temperature). */
export function sample(values: Float32Array, temperature: number, random: () => number): number {
	const top = values[argmax(values, 0, values.length)];
	const weight = (value: number) => expBelow((top - value) / temperature);
	let sum = 0;
	for (const value of values) sum += weight(value);
	let left = random() * sum;
	for (let i = 0; i < values.length; i++) {
		left -= weight(values[i]);
		if (left < 0) return i;
	}
	return argmax(values, 0, values.length);
}

/** A seeded generator (mulberry32): the same recording gives the same text. */
export function seededRandom(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let t = Math.imul(state ^ (state >>> 15), 1 | state);
		t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
		return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
	};
}
