/** The share of values at each end that may lie beyond the scale: a few outliers would leave the rest alike. */
const OUTLIERS = 0.02;

/** Brings values to 0..1 between their 2nd and 98th percentile, what lies beyond to the ends; equal values are all 0.5. */
export function spread(values: ArrayLike<number>): Float64Array {
	const sorted = Float64Array.from(values).sort();
	const low = percentile(sorted, OUTLIERS);
	const high = percentile(sorted, 1 - OUTLIERS);
	// Differences of rounding are none.
	const isFlat = high - low <= 1e-6 * Math.max(Math.abs(low), Math.abs(high));
	return Float64Array.from(values, (value) =>
		isFlat ? 0.5 : Math.min(1, Math.max(0, (value - low) / (high - low))),
	);
}

/** Linear between the values beside it, as NumPy's. */
function percentile(sorted: Float64Array, share: number): number {
	const place = (sorted.length - 1) * share;
	const below = Math.floor(place);
	const above = Math.min(below + 1, sorted.length - 1);
	return sorted[below] + (sorted[above] - sorted[below]) * (place - below);
}
