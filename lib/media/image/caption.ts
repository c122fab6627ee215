import { GLYPH_HEIGHT, glyphsOf, writable, type Glyph } from './glyphs';

/** Dots from the top of one line to the top of the next. */
export const LINE_DOTS = GLYPH_HEIGHT + 2;

const MAXIMUM_LINES = 2;
const ELLIPSIS = '...';
/** Characters of a caption that are looked at; a whole document may come as one. */
const MAXIMUM_READ = 4000;

/** A caption as lines of letters that fit into a width, in dots; what does not fit ends in dots. */
export function wrapCaption(caption: string, maximumDots: number): Glyph[][] {
	// A letter takes two dots at least: what is cut off here would not fit.
	const letters = [...writable(caption.slice(0, MAXIMUM_READ))].slice(0, 2 * maximumDots);
	const words = letters.join('').split(' ').filter(Boolean);
	const lines: string[] = [];
	while (words.length > 0) {
		if (lines.length === MAXIMUM_LINES) {
			const last = [lines.pop(), ...words].join(' ');
			return [...lines.map(glyphsOf), glyphsOf(shorten(last, maximumDots))];
		}
		lines.push(takeLine(words, maximumDots));
	}
	return lines.map(glyphsOf);
}

/** Width of a line of letters, in dots. */
export function lineDots(glyphs: Glyph[]): number {
	return glyphs.reduce((sum, glyph) => sum + glyph[0].length + 1, 0) - 1;
}

/** Takes the words of one line off the list; of a word longer than a line, as much as fits. */
function takeLine(words: string[], maximumDots: number): string {
	let line = '';
	while (words.length > 0) {
		const longer = line ? `${line} ${words[0]}` : words[0];
		if (!fits(longer, maximumDots)) break;
		line = longer;
		words.shift();
	}
	if (line) return line;
	const [word] = words;
	const part = fitting(word, '', maximumDots);
	words[0] = word.slice(part.length);
	return part;
}

function shorten(text: string, maximumDots: number): string {
	return fitting(text, ELLIPSIS, maximumDots).trimEnd() + ELLIPSIS;
}

/** The longest beginning of a text, of at least one letter, that fits with an end put to it. */
function fitting(text: string, end: string, maximumDots: number): string {
	const characters = [...text];
	let count = characters.length;
	while (count > 1 && !fits(characters.slice(0, count).join('') + end, maximumDots)) count--;
	return characters.slice(0, count).join('');
}

function fits(text: string, maximumDots: number): boolean {
	return lineDots(glyphsOf(text)) <= maximumDots;
}
