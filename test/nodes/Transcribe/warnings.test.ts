import type { Transcript } from '../../../lib/whisper/types';
import { warningsFor } from '../../../nodes/Transcribe/warnings';

const segment = (start: number, end: number, avgLogprob: number) =>
	({ id: 0, start, end, text: ' words', avgLogprob }) as Transcript['segments'][number];
const transcript = (...segments: Transcript['segments']) =>
	({ segments, hasWordTimes: true, warnings: ['It ends early.'] }) as unknown as Transcript;
const warnings = (result: Transcript, timestamps: 'segment' | 'word' = 'segment') =>
	warningsFor('talk', { timestamps }, result);

describe('warningsFor', () => {
	it('adds nothing to those of the file when all is well', () => {
		expect(warnings(transcript(segment(0, 5, -0.3)), 'word')).toEqual(['It ends early.']);
	});

	it('says so when there is no speech', () => {
		expect(warnings(transcript())).toContain('No speech was found in "talk".');
	});

	it('doubts a text that is guesswork for most of its time', () => {
		const [, doubt] = warnings(transcript(segment(0, 1, -0.3), segment(1, 9, -3)));
		expect(doubt).toMatch(
			/^The text of "talk" is mostly guesswork.*choose a Model of 99 languages/,
		);
		expect(warnings(transcript(segment(0, 1, -3), segment(1, 9, -0.3)))).toHaveLength(1);
	});

	it('says so when the model gives no word times', () => {
		const result = { ...transcript(segment(0, 5, -0.3)), hasWordTimes: false };
		expect(warnings(result, 'word')[1]).toMatch(/no word times/);
		expect(warnings(result)).toHaveLength(1);
	});
});
