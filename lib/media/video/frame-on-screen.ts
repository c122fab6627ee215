/** A time worked out in decimals may fall this short of the frame's own. */
const TOLERANCE_SECONDS = 1e-6;

/** Index of the frame a viewer sees at a moment: the last with a time not above it; before the first, the first. */
export function frameOnScreen(
	{ seconds }: { seconds: ArrayLike<number> },
	atSeconds: number,
): number {
	let low = 0;
	let high = seconds.length;
	while (low < high) {
		const middle = (low + high) >> 1;
		if (seconds[middle] <= atSeconds + TOLERANCE_SECONDS) low = middle + 1;
		else high = middle;
	}
	return Math.max(0, low - 1);
}
