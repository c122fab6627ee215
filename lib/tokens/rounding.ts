/** To the nearest whole number, halves to the even one: as Python rounds, and so the models' own code. */
export function roundHalfEven(value: number): number {
	const below = Math.floor(value);
	const rest = value - below;
	if (rest !== 0.5) return rest < 0.5 ? below : below + 1;
	return below % 2 === 0 ? below : below + 1;
}

/** Python's `//`: the floor of the true quotient, where a rounded quotient may already be the next number. */
export function floorDivide(value: number, by: number): number {
	return Math.round((value - (value % by)) / by);
}

/** How many pieces of this length cover the whole. */
export function pieces(length: number, piece: number): number {
	return Math.ceil(length / piece);
}
