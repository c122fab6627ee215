import type { PieceSegment } from './reply';
import type { HostedWord } from './types';

/** A word may be spelled otherwise in the text; so far on it is looked for. */
const SEARCH_CHARACTERS = 60;

/**
 * Puts a reply's words, which services list apart, into the sentences that they belong to, with the spaces
 * and the punctuation that the sentences have: written one behind the other, they are the sentence again.
 */
export function placeWords(
	segments: readonly PieceSegment[],
	words: readonly HostedWord[],
): PieceSegment[] {
	const placed: Array<PieceSegment & { words: HostedWord[] }> = segments.map((segment) => ({
		...segment,
		words: [],
	}));
	let at = { segment: 0, character: 0 };
	for (const word of words) {
		const spoken = word.word.trim();
		if (spoken === '') continue;
		const found = find(placed, at, spoken);
		if (!found) {
			const segment = placed[byTime(placed, word)];
			segment?.words.push({ ...word, word: leadingSpace(segment.text) + spoken });
			continue;
		}
		const { text, words: target } = placed[found.segment];
		const from = found.segment === at.segment ? at.character : 0;
		closeBefore(placed, at, found);
		const { before, own } = divideGap(text.slice(from, found.character), target.length > 0);
		if (before) target[target.length - 1].word += before;
		const end = found.character + spoken.length;
		target.push({ ...word, word: own + text.slice(found.character, end) });
		at = { segment: found.segment, character: end };
	}
	if (placed.length > 0) closeBefore(placed, at, { segment: placed.length, character: 0 });
	return placed.map(({ words: own, ...segment }) =>
		own.length > 0 ? { ...segment, words: own } : segment,
	);
}

interface Place {
	segment: number;
	character: number;
}

function find(segments: readonly PieceSegment[], from: Place, spoken: string): Place | undefined {
	let left = SEARCH_CHARACTERS;
	for (let segment = from.segment; segment < segments.length && left > 0; segment++) {
		const start = segment === from.segment ? from.character : 0;
		const { text } = segments[segment];
		const character = findWord(text, spoken, start);
		if (character >= 0 && character - start <= left) return { segment, character };
		left -= text.length - start;
	}
	return undefined;
}

/** Not inside another word; where words have no spaces between them, only the very next characters. */
function findWord(text: string, spoken: string, start: number): number {
	const [where, what] = withoutCase(text, spoken);
	for (let at = where.indexOf(what, start); at >= 0; at = where.indexOf(what, at + 1)) {
		if (at === start || !/[\p{L}\p{N}]/u.test(text[at - 1])) return at;
	}
	return -1;
}

/** As they are where a small letter is not as long as its capital. */
function withoutCase(text: string, spoken: string): [string, string] {
	const small = text.toLowerCase();
	return small.length === text.length ? [small, spoken.toLowerCase()] : [text, spoken];
}

/** What is left of a sentence that the next word leaves behind belongs to its last word. */
function closeBefore(
	segments: ReadonlyArray<{ text: string; words: HostedWord[] }>,
	at: Place,
	next: Place,
): void {
	if (next.segment === at.segment) return;
	const { text, words } = segments[at.segment];
	const last = words.at(-1);
	const rest = text.slice(at.character).trimEnd();
	if (last && !/\p{L}|\p{N}/u.test(rest)) last.word += rest;
}

const CLOSING_MARKS = /^[\p{Pe}\p{Pf}.,!?:;%\u2026\u3001\u3002\uff01\uff0c\uff1a\uff1b\uff1f]+/u;

/** Marks up to the first space, or closing ones, end the word before; the rest begins the next. */
function divideGap(gap: string, hasBefore: boolean): { before: string; own: string } {
	// Letters in the gap are of words that the service has left out.
	if (/[\p{L}\p{N}]/u.test(gap)) return { before: '', own: /\s/.test(gap) ? ' ' : '' };
	const space = gap.search(/\s/);
	const length = space < 0 ? (CLOSING_MARKS.exec(gap)?.[0].length ?? 0) : space;
	return hasBefore
		? { before: gap.slice(0, length), own: gap.slice(length) }
		: { before: '', own: gap };
}

function leadingSpace(text: string): string {
	return /\s/.test(text) ? ' ' : '';
}

function byTime(segments: readonly PieceSegment[], { start, end }: HostedWord): number {
	const middle = (start + end) / 2;
	const index = segments.findIndex((segment) => middle <= segment.end);
	return index < 0 ? segments.length - 1 : index;
}
