/** The next of a row of numbers from 0 up to 1 that the seed decides. */
function randomFrom(seed) {
	let state = seed;
	return () => {
		state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
		return state / 2 ** 32;
	};
}

module.exports = { randomFrom };
