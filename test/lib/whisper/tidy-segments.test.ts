import { tidySegments } from '../../../lib/whisper/tidy-segments';
import type { TimedSegment } from '../../../lib/whisper/types';
import { seeded } from './support';

const word = (start: number, end: number, text = ' a') => ({
	start,
	end,
	word: text,
	probability: 1,
});
const draft = (start: number, end: number, words?: TimedSegment['words']): TimedSegment => ({
	start,
	end,
	text: ' a',
	...(words ? { words } : {}),
	avgLogprob: 0,
	noSpeechProb: 0,
	compressionRatio: 1,
	temperature: 0,
});

describe('tidySegments', () => {
	it('leaves good times alone and numbers from 0', () => {
		const tidy = tidySegments([draft(0, 1.5), draft(2, 3, [word(2.1, 2.5), word(2.5, 3)])], 4);
		expect(tidy.map(({ id, start, end }) => [id, start, end])).toEqual([
			[0, 0, 1.5],
			[1, 2, 3],
		]);
		expect(tidy[0]).not.toHaveProperty('words');
		expect(tidy[1].words).toEqual([word(2.1, 2.5), word(2.5, 3)]);
	});

	it('puts what was told later in its place', () => {
		expect(tidySegments([draft(5, 6), draft(1, 2)], 9).map(({ start }) => start)).toEqual([1, 5]);
	});

	it('rounds to milliseconds', () => {
		expect(tidySegments([draft(0.12345, 1.98765)], 4)[0]).toMatchObject({
			start: 0.123,
			end: 1.988,
		});
	});

	it('does not round past the end of the file', () => {
		expect(tidySegments([draft(1, 9, [word(1, 9)])], 5.0006)[0]).toMatchObject({
			end: 5,
			words: [{ end: 5 }],
		});
	});

	it('makes any times true: in order, inside the file, words inside their segment', () => {
		const random = seeded(5);
		const time = () => random() * 14 - 2;
		for (let round = 0; round < 200; round++) {
			const drafts = Array.from({ length: 6 }, () =>
				draft(time(), time(), [word(time(), time()), word(time(), time())]),
			);
			const tidy = tidySegments(drafts, 10);
			expect(tidy).toHaveLength(6);
			let previous = 0;
			for (const { start, end, words } of tidy) {
				const times = [previous, start, ...words!.flatMap((w) => [w.start, w.end]), end, 10];
				expect(times).toEqual([...times].sort((a, b) => a - b));
				previous = end;
			}
		}
	});

	it('keeps text and order of equal starts', () => {
		const drafts = ['one', 'two', 'three'].map((text) => ({ ...draft(1, 1), text }));
		expect(tidySegments(drafts, 2).map(({ text }) => text)).toEqual(['one', 'two', 'three']);
	});
});
