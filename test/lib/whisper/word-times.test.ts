import type { AlignedWord } from '../../../lib/whisper/alignment';
import { placeWords, type SegmentWithWords } from '../../../lib/whisper/word-times';

const aligned = (word: string, start: number, end: number): AlignedWord => ({
	word,
	tokens: [1],
	start,
	end,
	probability: 0.9,
});
const segment = (start: number, end: number, tokenCount: number): SegmentWithWords => ({
	start,
	end,
	textTokens: new Array<number>(tokenCount).fill(1),
	words: [],
});

/** Words of 0.3 s each from `start` on, so that the median is 0.3 s. */
const evenly = (start: number, ...words: string[]) =>
	words.map((word, i) => aligned(word, start + i * 0.3, start + (i + 1) * 0.3));
const timesOf = ({ words }: SegmentWithWords) => words.map(({ start, end }) => [start, end]);

describe('placeWords', () => {
	it('hands words to segments by their tokens, and tells where speech ended', () => {
		const segments = [segment(0, 0.6, 2), segment(0.6, 1.2, 2)];
		const end = placeWords(segments, evenly(0, ' a', ' b', ' c', ' d'), 0);
		expect(segments.map(({ words }) => words.map(({ word }) => word))).toEqual([
			[' a', ' b'],
			[' c', ' d'],
		]);
		expect(end).toBeCloseTo(1.2);
	});

	it('joins marks to their words, and gives a segment the times of its words', () => {
		const only = segment(0.1, 1, 3);
		placeWords([only], evenly(0.2, ' Yes', ',', ' sir'), 0);
		expect(only.words.map(({ word }) => word)).toEqual([' Yes,', ' sir']);
		expect(only.start).toBeCloseTo(0.2);
		expect(only.end).toBeCloseTo(1.1);
	});

	it('cuts a mark that lasts over a pause, and a word that begins in one', () => {
		const only = segment(0, 6.3, 5);
		const [a, b, c] = evenly(0, ' a', ' b', ' c');
		placeWords([only], [a, b, c, aligned('.', 0.9, 3.2), aligned(' d', 3.2, 6.2)], 0);
		const last = only.words.at(-1)!;
		expect(last.end - last.start).toBeCloseTo(0.6 * 1, 1);
		expect(last.end).toBeCloseTo(6.2);
	});

	it('shortens the first words after a pause', () => {
		const only = segment(5, 10.6, 3);
		placeWords([only], [aligned(' so', 5, 9.7), ...evenly(9.7, ' it', ' is', ' on')], 0);
		expect(only.words[0].start).toBeCloseTo(9.7 - 0.6);
		expect(only.start).toBeCloseTo(9.1);
	});

	it('leaves the first words where no pause went before', () => {
		const only = segment(5, 7, 3);
		placeWords([only], [aligned(' so', 5, 5.9), ...evenly(5.9, ' it', ' is', ' on')], 5);
		expect(timesOf(only)[0]).toEqual([5, 5.9]);
	});

	it('believes the stamps when words lie far outside', () => {
		const only = segment(2, 3, 3);
		placeWords(
			[only],
			[aligned(' a', 1.2, 2.2), aligned(' b', 2.2, 2.5), aligned(' c', 2.5, 3.8)],
			1.2,
		);
		expect(only.start).toBe(2);
		expect(only.end).toBe(3);
		expect(only.words[0].start).toBeLessThanOrEqual(2);
		expect(only.words.at(-1)!.end).toBeLessThanOrEqual(3.21);
	});

	it('leaves a segment without words, and the end of speech before it', () => {
		const empty = segment(1, 2, 0);
		expect(placeWords([empty], [], 0.7)).toBe(0.7);
		expect(empty).toMatchObject({ start: 1, end: 2, words: [] });
	});
});
