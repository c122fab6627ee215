/** A stream of numbers in 0..1 that is the same for a seed, everywhere: mulberry32 by Tommy Ettinger, public domain. */
export function createRandom(seed) {
	let state = seed >>> 0;
	const next = () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
	const between = (low, high) => low + next() * (high - low);
	return {
		between,
		/** A whole number, both ends among them. */
		whole: (low, high) => Math.floor(between(low, high + 1)),
		oneOf: (list) => list[Math.floor(next() * list.length)],
	};
}
