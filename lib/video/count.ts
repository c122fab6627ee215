import type { Span } from './interval';

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
