import type { AlignedWord } from './alignment';
import type { Word } from './types';
import { mergePunctuation } from './words';

/** A segment that gets words; all times in seconds on one clock, that of the whole sound. */
export interface SegmentWithWords {
	start: number;
	end: number;
	textTokens: number[];
	words: Word[];
}

const SENTENCE_ENDS = '.。!！?？';
const LONGEST_MEDIAN_SECONDS = 0.7;
/** A segment's own stamp is believed over a word's when they differ by more than this. */
const STAMP_TOLERANCE_SECONDS = 0.5;

/**
 * Hands aligned words to their segments and mends what attention gets wrong, with the reference's rules:
 * words stretched over a pause are cut to twice the median length.
 * Returns the end of the last word (`lastSpeechEnd` for the next window).
 */
export function placeWords(
	segments: SegmentWithWords[],
	aligned: AlignedWord[],
	lastSpeechEnd: number,
): number {
	const median = Math.min(LONGEST_MEDIAN_SECONDS, medianDuration(aligned));
	shortenAtSentenceEnds(aligned, median * 2);
	mergePunctuation(aligned);
	let next = 0;
	for (const segment of segments) {
		let taken = 0;
		while (next < aligned.length && taken < segment.textTokens.length) {
			const { word, start, end, probability, tokens } = aligned[next++];
			taken += tokens.length;
			if (word !== '') segment.words.push({ word, start, end, probability });
		}
		if (segment.words.length === 0) continue;
		shortenAfterPause(segment.words, lastSpeechEnd, median);
		agreeWithStamps(segment, median);
		lastSpeechEnd = segment.end;
	}
	return lastSpeechEnd;
}

function medianDuration(words: AlignedWord[]): number {
	const durations = words.map(({ start, end }) => end - start).filter((duration) => duration > 0);
	durations.sort((a, b) => a - b);
	const middle = durations.length / 2;
	if (durations.length === 0) return 0;
	return (durations[Math.ceil(middle) - 1] + durations[Math.floor(middle)]) / 2;
}

function shortenAtSentenceEnds(words: AlignedWord[], longest: number): void {
	for (let i = 1; i < words.length; i++) {
		if (words[i].end - words[i].start <= longest) continue;
		if (SENTENCE_ENDS.includes(words[i].word)) words[i].end = words[i].start + longest;
		else if (SENTENCE_ENDS.includes(words[i - 1].word)) words[i].start = words[i].end - longest;
	}
}

/** The first words after a pause tend to swallow it. */
function shortenAfterPause([first, second]: Word[], lastSpeechEnd: number, median: number): void {
	const longest = median * 2;
	const tooLong =
		first.end - first.start > longest || (second && second.end - first.start > longest * 2);
	if (first.end - lastSpeechEnd <= median * 4 || !tooLong) return;
	if (second && second.end - second.start > longest) {
		const boundary = Math.max(second.end / 2, second.end - longest);
		first.end = boundary;
		second.start = boundary;
	}
	first.start = Math.max(0, first.end - longest);
}

function agreeWithStamps(segment: SegmentWithWords, median: number): void {
	const first = segment.words[0];
	const last = segment.words[segment.words.length - 1];
	if (segment.start < first.end && segment.start - STAMP_TOLERANCE_SECONDS > first.start) {
		first.start = Math.max(0, Math.min(first.end - median, segment.start));
	} else segment.start = first.start;
	if (segment.end > last.start && segment.end + STAMP_TOLERANCE_SECONDS < last.end) {
		last.end = Math.max(last.start + median, segment.end);
	} else segment.end = last.end;
}
