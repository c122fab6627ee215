import { toPlainText, toSrt, toVtt } from '../../../lib/whisper/subtitles';
import type { Segment, Word } from '../../../lib/whisper/types';

const segment = (start: number, end: number, text: string, words?: Word[]): Segment => ({
	id: 0,
	start,
	end,
	text,
	...(words ? { words } : {}),
	avgLogprob: 0,
	noSpeechProb: 0,
	compressionRatio: 1,
	temperature: 0,
});
const word = (start: number, end: number, text: string): Word => ({
	start,
	end,
	word: text,
	probability: 1,
});

interface Cue {
	start: number;
	end: number;
	lines: string[];
}

function seconds(clock: string): number {
	const [hours, minutes, rest] = clock.replace(',', '.').split(':').map(Number);
	return hours * 3600 + minutes * 60 + rest;
}

function parseCue(lines: string[], clock: RegExp): Cue {
	const [, start, end] = clock.exec(lines[0])!;
	return { start: seconds(start), end: seconds(end), lines: lines.slice(1) };
}

/** Strict: blocks apart by one empty line, numbered from 1. */
function parseSrt(text: string): Cue[] {
	if (text === '') return [];
	expect(text).toMatch(/[^\n]\n$/);
	return text
		.slice(0, -1)
		.split('\n\n')
		.map((block, i) => {
			const [index, ...lines] = block.split('\n');
			expect(index).toBe(String(i + 1));
			return parseCue(lines, /^(\d\d:\d\d:\d\d,\d{3}) --> (\d\d:\d\d:\d\d,\d{3})$/);
		});
}

function parseVtt(text: string): Cue[] {
	const [header, ...blocks] = text.replace(/\n$/, '').split('\n\n');
	expect(header).toBe('WEBVTT');
	return blocks.map((block) => {
		const cue = parseCue(
			block.split('\n'),
			/^(\d\d:\d\d:\d\d\.\d{3}) --> (\d\d:\d\d:\d\d\.\d{3})$/,
		);
		for (const line of cue.lines) {
			expect(line).not.toContain('-->');
			expect(line).not.toMatch(/<|&(?!(amp|lt|gt);)/);
		}
		const plain = (line: string) =>
			line.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&');
		return { ...cue, lines: cue.lines.map(plain) };
	});
}

/** Both formats, checked to say the same and to keep the limits of a screen. */
function cuesOf(segments: Segment[]): Cue[] {
	const cues = parseSrt(toSrt(segments));
	expect(parseVtt(toVtt(segments))).toEqual(cues);
	let previous = 0;
	for (const { start, end, lines } of cues) {
		expect(start).toBeGreaterThanOrEqual(previous);
		expect(end).toBeGreaterThan(start);
		expect(end - start).toBeLessThanOrEqual(7.0015);
		expect(lines.length).toBeGreaterThanOrEqual(1);
		expect(lines.length).toBeLessThanOrEqual(2);
		for (const line of lines) {
			expect(line.length).toBeLessThanOrEqual(42);
			expect(line.trim()).toBe(line);
			expect(line).not.toBe('');
		}
		previous = end - 0.0015;
	}
	return cues;
}

const wordsIn = (cues: Cue[]) => cues.flatMap(({ lines }) => lines.flatMap((l) => l.split(' ')));
const LONG = Array.from({ length: 120 }, (_, i) => `word${i}`).join(' ');

describe('subtitles', () => {
	it('are one cue for a short segment', () => {
		expect(toSrt([segment(0, 1.5, ' Hello you.')])).toBe(
			'1\n00:00:00,000 --> 00:00:01,500\nHello you.\n',
		);
		expect(toVtt([segment(0, 1.5, ' Hello you.')])).toBe(
			'WEBVTT\n\n00:00:00.000 --> 00:00:01.500\nHello you.\n',
		);
	});

	it('share a long segment among cues, all words in order', () => {
		const cues = cuesOf([segment(10, 50, ` ${LONG}`)]);
		expect(wordsIn(cues)).toEqual(LONG.split(' '));
		expect(cues[0].start).toBe(10);
		expect(cues.at(-1)!.end).toBeCloseTo(50, 2);
	});

	it('stand on the times of words where there are any', () => {
		const words = LONG.split(' ').map((text, i) => word(20 + i, 20.5 + i, ` ${text}`));
		const cues = cuesOf([segment(20, 140, ` ${LONG}`, words)]);
		expect(wordsIn(cues)).toEqual(LONG.split(' '));
		for (const { start, end, lines } of cues) {
			const [first, last] = [lines[0], lines.at(-1)!].map((line) => line.split(' '));
			expect(start).toBe(20 + Number(first[0].slice(4)));
			expect(end).toBe(20.5 + Number(last.at(-1)!.slice(4)));
		}
	});

	it('write times over an hour', () => {
		expect(toSrt([segment(3599.9996, 3725.0421, ' so long')])).toContain(
			'01:00:00,000 --> 01:00:07,000',
		);
		expect(cuesOf([segment(36000.5, 36001.25, ' on')])[0]).toMatchObject({
			start: 36000.5,
			end: 36001.25,
		});
	});

	it('hold signs that mean something in the format', () => {
		const text = ' a --> b <i>loud</i> & "quiet"';
		expect(cuesOf([segment(0, 3, text)])[0].lines).toEqual([text.trim()]);
		expect(toVtt([segment(0, 3, text)])).toContain(
			'a --&gt; b &lt;i&gt;loud&lt;/i&gt; &amp; "quiet"',
		);
	});

	it('keep line breaks and double spaces of the text out', () => {
		const [{ lines }] = cuesOf([segment(0, 3, ' one\n\ntwo  three\n')]);
		expect(lines).toEqual(['one two three']);
	});

	it('wrap languages without spaces at characters', () => {
		const text = '東京は日本の首都です。'.repeat(20);
		for (const words of [undefined, [...text].map((sign, i) => word(i / 5, (i + 1) / 5, sign))])
			expect(wordsIn(cuesOf([segment(0, 44, text, words)])).join('')).toBe(text);
	});

	it.each([43, 100, 300])('cut a word of %d letters', (length) => {
		const text = `a ${'x'.repeat(length)} b`;
		const words = text.split(' ').map((part, i) => word(i, i + 1, ` ${part}`));
		for (const given of [undefined, words]) {
			const shown = cuesOf([segment(0, 3, ` ${text}`, given)]).flatMap(({ lines }) => lines);
			expect(shown.join('').replace(/ /g, '')).toBe(text.replace(/ /g, ''));
		}
	});

	it('do not cut a word that fills a line', () => {
		const full = 'y'.repeat(42);
		expect(cuesOf([segment(0, 3, ` a ${full}`)])[0].lines).toEqual(['a', full]);
	});

	it('take a word that lasts too long off the screen', () => {
		expect(cuesOf([segment(0, 30, ' Whoo!')])[0]).toMatchObject({ start: 0, end: 7 });
	});

	it('show what has no length for a moment', () => {
		expect(cuesOf([segment(2, 2, ' oh'), segment(2, 3, ' yes')])[0]).toMatchObject({ end: 2.001 });
	});

	it('are empty for nothing said', () => {
		expect(toSrt([])).toBe('');
		expect(toVtt([])).toBe('WEBVTT\n');
		expect(cuesOf([segment(0, 1, ' '), segment(1, 2, '')])).toEqual([]);
	});
});

describe('plain text', () => {
	it('is a segment a line', () => {
		expect(toPlainText([segment(0, 1, ' One.'), segment(1, 2, ' Two.')])).toBe('One.\nTwo.\n');
		expect(toPlainText([])).toBe('');
	});
});
