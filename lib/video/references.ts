import type { Span } from './moments';
import { toTimecode } from './timecode';

/** A moment that an answer about a video speaks of. */
export interface Reference {
	/** `HH:MM:SS.mmm`, as of frames. */
	timecode: string;
	seconds: number;
	/** Where a stretch is spoken of. */
	endSeconds?: number;
	/** The sentence it stands in, without the times. */
	text: string;
}

const TIME = String.raw`(?:\d+:)?\d{1,3}:\d{2}(?:\.\d+)?`;
const DASH = String.raw`\s*(?:[-–—]|to)\s*`;
const PIECE = `${TIME}(?:${DASH}${TIME})?`;
/** `[00:05]`, `[1:02:03.5]`, `[00:05-00:10]`, `[00:05, 00:10]`. Times without brackets may be anything: a clock on the wall. */
const BRACKETS = new RegExp(String.raw`\[\s*(${PIECE}(?:\s*(?:[,;]|and)\s*${PIECE})*)\s*\]`, 'gi');
/** `[00:05]-[00:10]` and `[00:05] to [00:10]` are one stretch. */
const SPLIT_STRETCH = new RegExp(String.raw`(\[\s*${TIME})\s*\](${DASH})\[\s*(${TIME}\s*\])`, 'gi');
const SENTENCE_END = /(?<=[.!?])\s+/;

/** The moments that texts of an answer refer to in brackets, in the order they are named; those outside the part of the video that was looked at are left out. */
export function findReferences(texts: string[], span: Span): Reference[] {
	const found = texts.flatMap((text) => text.split('\n').flatMap((line) => inLine(line, span)));
	const known = new Set<string>();
	return found.filter((reference) => {
		const key = JSON.stringify(reference);
		if (known.has(key)) return false;
		known.add(key);
		return true;
	});
}

function inLine(line: string, span: Span): Reference[] {
	const sentences = line.replace(SPLIT_STRETCH, '$1$2$3').split(SENTENCE_END);
	return sentences.flatMap((sentence, place) => {
		// "The ball rolls. [00:05]": the time follows its sentence.
		const text = withoutTimes(sentence) || withoutTimes(sentences[place - 1] ?? '');
		return [...sentence.matchAll(BRACKETS)]
			.flatMap(([, pieces]) => pieces.match(new RegExp(PIECE, 'gi')) ?? [])
			.flatMap((piece) => toReference(piece, text, span) ?? []);
	});
}

function toReference(piece: string, text: string, span: Span): Reference | undefined {
	const [seconds, end] = (piece.match(new RegExp(TIME, 'g')) ?? []).map(toSeconds);
	if (!isInside(seconds, span) || Number.isNaN(end) || end < seconds) return undefined;
	const timecode = toTimecode(seconds);
	if (end === undefined) return { timecode, seconds, text };
	// A model that saw no end takes it to be later; where a stretch begins it did see.
	return { timecode, seconds, endSeconds: Math.max(seconds, Math.min(end, span.endSeconds)), text };
}

/** NaN for what no clock shows, like 1:75. */
function toSeconds(time: string): number {
	const [seconds, minutes, hours] = time.split(':').map(Number).toReversed();
	if (seconds >= 60 || (hours !== undefined && minutes >= 60)) return NaN;
	return (hours ?? 0) * 3600 + minutes * 60 + seconds;
}

/** Times are told in whole seconds: the last of them may lie just before or behind. */
const isInside = (seconds: number, { startSeconds, endSeconds }: Span): boolean =>
	seconds >= Math.floor(startSeconds) && seconds <= Math.ceil(endSeconds);

const TIME_WITH_ITS_WORD = new RegExp(
	String.raw`(?:\b(?:at|around|from|by|near)\s+)?${BRACKETS.source}`,
	'gi',
);

/** Without brackets, bullets and marks of emphasis. */
const withoutTimes = (sentence: string): string =>
	sentence
		.replace(TIME_WITH_ITS_WORD, ' ')
		.replace(/\*\*|__/g, '')
		.replace(/\s+/g, ' ')
		.replace(/\s+([.,;:!?])/g, '$1')
		.replace(/,+/g, ',')
		.replace(/^[\s\-–—•*:.,;#]+|[\s:,;–—-]+$/g, '');
