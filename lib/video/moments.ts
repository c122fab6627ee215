/** A part of a video, [start, end) in seconds. */
export interface Span {
	startSeconds: number;
	endSeconds: number;
}

/** Below the spacing of frames at any rate; above what adding and multiplying lose. */
const ROUNDING_SECONDS = 1e-6;

/** How many moments `intervalMoments` would give. */
export function countIntervalMoments(span: Span, intervalSeconds: number): number {
	const length = span.endSeconds - span.startSeconds - ROUNDING_SECONDS;
	return Math.max(1, Math.ceil(length / intervalSeconds));
}

/** Every N seconds from the start, before the end; each computed by itself, so that nothing drifts. */
export function intervalMoments(span: Span, intervalSeconds: number): number[] {
	const count = countIntervalMoments(span, intervalSeconds);
	return Array.from({ length: count }, (_, index) => span.startSeconds + index * intervalSeconds);
}

/** The middles of `count` equal parts: neither a black first frame nor the very end is taken by habit. */
export function evenMoments({ startSeconds, endSeconds }: Span, count: number): number[] {
	const partSeconds = (endSeconds - startSeconds) / count;
	return Array.from({ length: count }, (_, index) => startSeconds + (index + 0.5) * partSeconds);
}

/** `count` of the values, evenly spread; all of them where there are no more. */
export function thinEvenly<T>(values: readonly T[], count: number): T[] {
	if (values.length <= count) return [...values];
	const step = values.length / count;
	return Array.from({ length: count }, (_, index) => values[Math.floor((index + 0.5) * step)]);
}
