// Terms this far (in nats) below the largest add less than one part in a hundred million.
const NEGLIGIBLE = 25;

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
	const floor = top - NEGLIGIBLE;
	let sum = 0;
	for (let i = from; i < to; i++) {
		if (values[i] > floor) sum += Math.exp(values[i] - top);
	}
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
	const floor = top - NEGLIGIBLE * temperature;
	let sum = 0;
	for (const value of values) if (value > floor) sum += Math.exp((value - top) / temperature);
	let left = random() * sum;
	for (let i = 0; i < values.length; i++) {
		if (values[i] <= floor) continue;
		left -= Math.exp((values[i] - top) / temperature);
		if (left <= 0) return i;
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
