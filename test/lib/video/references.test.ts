import { decimalsFor, toReferenceForm } from '../../../lib/video/reference-form';
import { findReferences } from '../../../lib/video/references';

const hour = { startSeconds: 0, endSeconds: 3725.2 };
const find = (text: string, span = hour) => findReferences([text], span);
const secondsOf = (text: string, span = hour) => find(text, span).map(({ seconds }) => seconds);

describe('the moments an answer refers to', () => {
	it('are those in brackets, each with its sentence', () => {
		expect(find('A bike turns left at [00:05]. Then, at [1:02:03.5], the crowd cheers!')).toEqual([
			{ timecode: '00:00:05.000', seconds: 5, text: 'A bike turns left.' },
			{ timecode: '01:02:03.500', seconds: 3723.5, text: 'Then, the crowd cheers!' },
		]);
	});

	it.each([
		['- [00:05] A ball rolls.', 'A ball rolls.'],
		['* **[00:05]**: A ball rolls.', 'A ball rolls.'],
		['A ball rolls. [00:05]', 'A ball rolls.'],
		['A ball rolls [00:05].', 'A ball rolls.'],
		['## [00:05] – Intro', 'Intro'],
		['[00:05]', ''],
	])('%p is about %p', (answer, text) => {
		expect(find(answer)).toEqual([{ timecode: '00:00:05.000', seconds: 5, text }]);
	});

	it.each([
		'[00:05-00:10]',
		'[00:05 - 00:10]',
		'[00:05–00:10]',
		'[0:05 to 0:10]',
		'[00:00:05—00:00:10]',
		'[00:05]-[00:10]',
		'[00:05] – [00:10]',
		'from [00:05] to [00:10]',
	])('%p is a stretch', (answer) => {
		expect(find(answer)).toMatchObject([{ seconds: 5, endSeconds: 10 }]);
	});

	it('has its sentence without both times', () => {
		expect(find('A ball rolls from [00:05] to [00:10]. It stops at [00:11].')).toMatchObject([
			{ seconds: 5, endSeconds: 10, text: 'A ball rolls.' },
			{ seconds: 11, text: 'It stops.' },
		]);
	});

	it.each<[string, number, number]>([
		['[00:08-00:11]', 8, 10],
		['[00:08]-[00:59]', 8, 10],
		['[00:10-00:11]', 10, 10],
		['[00:08-00:09]', 8, 9],
	])('%p of a video of 10 s goes from %p to %p', (answer, seconds, endSeconds) => {
		const short = { startSeconds: 0, endSeconds: 10 };
		expect(find(answer, short)).toMatchObject([{ seconds, endSeconds }]);
	});

	it('may be several in one pair of brackets', () => {
		expect(find('It rains [00:05, 00:20-00:30; 75:00].')).toMatchObject([
			{ seconds: 5 },
			{ seconds: 20, endSeconds: 30 },
			// Beyond the end of 62:05.
		]);
		expect(secondsOf('[00:05 and 01:00]')).toEqual([5, 60]);
	});

	it('lie inside the video: models invent others', () => {
		const part = { startSeconds: 60.4, endSeconds: 90.2 };
		expect(secondsOf('[00:59] [01:00] [01:30] [01:31] [01:32]', part)).toEqual([60, 90, 91]);
		expect(secondsOf('[00:50-01:10] [01:20-01:10] [01:10-01:75] [01:40-01:50]', part)).toEqual([]);
		expect(find('[01:10-02:00]', part)).toMatchObject([{ seconds: 70, endSeconds: 90.2 }]);
	});

	it.each(['at 10:30 by the clock', '(00:05)', '[1:75]', '[1:75:00]', '[5]', '[see 00:05]', '[]'])(
		'%p is none',
		(answer) => expect(find(answer)).toEqual([]),
	);

	it('are told once a sentence, and again in another', () => {
		expect(find('Look [00:05], [00:05].\nLook [00:05], [00:05].\nAgain [00:05].')).toHaveLength(2);
	});

	it('are found in every text of an answer', () => {
		expect(findReferences(['[00:05] a', '[00:06] b'], hour).map(({ text }) => text)).toEqual([
			'a',
			'b',
		]);
	});

	it('cost no time to find in a text that leads astray', () => {
		expect(find(`${'[00:05, '.repeat(20_000)}${' '.repeat(50_000)}`)).toEqual([]);
		expect(find(`[75:00] ${'[75:00]-'.repeat(20_000)}${' '.repeat(50_000)}`)).toEqual([]);
	});
});

describe('the form a time is told in', () => {
	it.each([
		[0, 0, '[00:00]'],
		[59.999, 0, '[00:59]'],
		[3599, 0, '[59:59]'],
		[3600, 0, '[01:00:00]'],
		[363_725.6, 0, '[101:02:05]'],
		[5.25, 1, '[00:05.2]'],
		[0.1 + 0.2, 1, '[00:00.3]'],
		[61.007, 3, '[01:01.007]'],
	])('%p s with %p decimals is %p', (seconds, decimals, text) => {
		expect(toReferenceForm(seconds, decimals)).toBe(text);
	});

	it.each([
		[[0, 5, 10], 0],
		[[0, 0.5, 1], 1],
		[[0, 0.04, 0.08], 2],
		[[1, 1.001], 3],
		[[7], 0],
	])('%p need %p decimals', (times, decimals) => expect(decimalsFor(times)).toBe(decimals));

	it('is found again', () => {
		for (const seconds of [0, 7.4, 75, 3600, 3725.125]) {
			expect(secondsOf(toReferenceForm(seconds, 3))).toEqual([seconds]);
		}
	});
});
