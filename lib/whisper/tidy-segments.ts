import type { Segment, TimedSegment, Word } from './types';

/**
 * Numbers segments and makes their times true: in order, inside the file, none over another,
 * words inside their segment. Times are rounded to milliseconds, probabilities and ratios to four places.
 */
export function tidySegments(segments: TimedSegment[], durationSeconds: number): Segment[] {
	// Rounded up, the last end could lie after the file's.
	const fileEnd = Math.floor(durationSeconds * 1000) / 1000;
	let previousEnd = 0;
	const inOrder = [...segments].sort((a, b) => a.start - b.start);
	return inOrder.map((segment, id) => {
		const start = clamp(segment.start, previousEnd, fileEnd);
		const end = clamp(segment.end, start, fileEnd);
		previousEnd = end;
		const words = segment.words && tidyWords(segment.words, start, end);
		return {
			id,
			...segment,
			start: milliseconds(start),
			end: milliseconds(end),
			avgLogprob: fourPlaces(segment.avgLogprob),
			noSpeechProb: fourPlaces(segment.noSpeechProb),
			compressionRatio: fourPlaces(segment.compressionRatio),
			...(words ? { words } : {}),
		};
	});
}

function tidyWords(words: Word[], segmentStart: number, segmentEnd: number): Word[] {
	let previousEnd = segmentStart;
	return words.map((word) => {
		const start = clamp(word.start, previousEnd, segmentEnd);
		previousEnd = clamp(word.end, start, segmentEnd);
		const probability = fourPlaces(word.probability);
		return { ...word, start: milliseconds(start), end: milliseconds(previousEnd), probability };
	});
}

function clamp(value: number, low: number, high: number): number {
	return Math.min(Math.max(value, low), Math.max(low, high));
}

function milliseconds(seconds: number): number {
	return Math.round(seconds * 1000) / 1000;
}

function fourPlaces(value: number): number {
	return Math.round(value * 10_000) / 10_000;
}
