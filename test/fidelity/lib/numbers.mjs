export function cosine(a, b) {
	return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
}

export function mean(values) {
	return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Gaps between two lists of equal length; another length is an infinite gap. */
export function gaps(a, b) {
	return a.length === b.length
		? Array.from(a, (value, i) => Math.abs(value - b[i]))
		: [Number.POSITIVE_INFINITY];
}

function dot(a, b) {
	return a.length === b.length ? a.reduce((sum, value, i) => sum + value * b[i], 0) : NaN;
}
