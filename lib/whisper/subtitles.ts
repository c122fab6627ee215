import type { Segment, Word as MeasuredWord } from './types';

type Word = Pick<MeasuredWord, 'word' | 'start' | 'end'>;

/** What subtitles need of a segment; a hosted service tells no more of some. */
export type SpokenText = Pick<Segment, 'start' | 'end' | 'text'> & { words?: Word[] };

/** One subtitle: at most two lines on screen for a few seconds. */
interface Cue {
	start: number;
	end: number;
	text: string;
}

// Common broadcast practice: two lines of 42 characters, on screen for 7 s at most.
const LINE_CHARACTERS = 42;
const LINES = 2;
const LONGEST_CUE_SECONDS = 7;

/** SubRip text. */
export function toSrt(segments: readonly SpokenText[]): string {
	const cues = toCues(segments).map(
		({ start, end, text }, i) => `${i + 1}\n${clock(start, ',')} --> ${clock(end, ',')}\n${text}\n`,
	);
	return cues.join('\n');
}

/** WebVTT text. */
export function toVtt(segments: readonly SpokenText[]): string {
	const cues = toCues(segments).map(
		({ start, end, text }) => `${clock(start, '.')} --> ${clock(end, '.')}\n${escapeVtt(text)}\n`,
	);
	return ['WEBVTT\n', ...cues].join('\n');
}

/** The words alone, a segment a line. */
export function toPlainText(segments: readonly SpokenText[]): string {
	return segments.map(({ text }) => `${text.trim()}\n`).join('');
}

function toCues(segments: readonly SpokenText[]): Cue[] {
	return segments
		.flatMap((segment) => groupWords(wordsOf(segment)))
		.filter(({ text }) => text !== '');
}

/** Without word times, each word gets its share of the segment by its length; so do parts of a word longer than a line. */
function wordsOf({ words, text, start, end }: SpokenText): Word[] {
	if (!words?.length) return spread(text, start, end);
	return words.flatMap((word) =>
		isLong(word.word) ? spread(word.word, word.start, word.end) : [word],
	);
}

function spread(text: string, start: number, end: number): Word[] {
	const words = splitLongWords(text);
	const characters = words.join('').length;
	let position = start;
	return words.map((word) => {
		const wordStart = position;
		position += ((end - start) * word.length) / characters;
		return { word, start: wordStart, end: position };
	});
}

/** At spaces; a run longer than a line (languages without spaces) by characters. */
function splitLongWords(text: string): string[] {
	return text
		.trimEnd()
		.split(/(?=\s)/)
		.flatMap((word) => (isLong(word) ? [...word] : [word]));
}

function isLong(word: string): boolean {
	return word.trim().length > LINE_CHARACTERS;
}

/** As few cues as fit, of about equal length: no word or two left alone at the end. */
function groupWords(words: Word[]): Cue[] {
	const fewest = breakWords(words, Infinity).length;
	return breakWords(words, lengthOf(words) / fewest).map(toCue);
}

/** Breaks where a cue is full, and where it has its share of characters. */
function breakWords(words: Word[], share: number): Word[][] {
	const groups: Word[][] = [];
	let characters = 0;
	for (const word of words) {
		const group = groups.at(-1);
		if (!group || characters >= share * groups.length || !fits([...group, word]))
			groups.push([word]);
		else group.push(word);
		characters += word.word.length;
	}
	return groups;
}

function lengthOf(words: Word[]): number {
	return words.reduce((sum, { word }) => sum + word.length, 0);
}

function fits(words: Word[]): boolean {
	return (
		wrap(textOf(words)).length <= LINES &&
		words[words.length - 1].end - words[0].start <= LONGEST_CUE_SECONDS
	);
}

function toCue(words: Word[]): Cue {
	const [{ start }] = words;
	const end = Math.min(words[words.length - 1].end, start + LONGEST_CUE_SECONDS);
	return {
		start,
		// A cue without length is no valid WebVTT.
		end: Math.max(end, start + 0.001),
		text: wrap(textOf(words)).join('\n'),
	};
}

const textOf = (words: Word[]) =>
	words
		.map(({ word }) => word)
		.join('')
		.replace(/\s+/g, ' ')
		.trim();

function wrap(text: string): string[] {
	const lines: string[] = [''];
	for (const word of splitLongWords(text)) {
		const line = lines[lines.length - 1] + word;
		if (line.trim().length > LINE_CHARACTERS && lines[lines.length - 1] !== '') lines.push(word);
		else lines[lines.length - 1] = line;
	}
	return lines.map((line) => line.trim()).filter((line) => line !== '');
}

function clock(seconds: number, mark: ',' | '.'): string {
	const total = Math.round(seconds * 1000);
	const pad = (value: number, width = 2) => String(value).padStart(width, '0');
	const [hours, minutes, whole] = [
		total / 3_600_000,
		(total / 60_000) % 60,
		(total / 1000) % 60,
	].map(Math.floor);
	return `${pad(hours)}:${pad(minutes)}:${pad(whole)}${mark}${pad(total % 1000, 3)}`;
}

/** `-->` would end a cue's text, and `<` or `&` begin a tag. */
function escapeVtt(text: string): string {
	return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
