import {
	countIntervalMoments,
	evenMoments,
	intervalMoments,
	thinEvenly,
} from '../../../lib/video/moments';

const span = (startSeconds: number, endSeconds: number) => ({ startSeconds, endSeconds });

describe('moments every N seconds', () => {
	it('do not drift over three hours', () => {
		const moments = intervalMoments(span(0, 10_800), 0.1);
		expect(moments).toHaveLength(108_000);
		expect(moments[107_999]).toBeCloseTo(10_799.9, 9);
		expect(moments[30]).toBe(30 * 0.1);
	});

	it.each([
		[0, 10, 1, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]],
		[0, 3.9039, 1, [0, 1, 2, 3]],
		[0.5, 2.5, 1, [0.5, 1.5]],
		[2, 3, 5, [2]],
		[0, 0.3, 0.1, [0, 0.1, 0.2]],
	])('from %d to %d, every %d', (start, end, interval, expected) => {
		const moments = intervalMoments(span(start, end), interval);
		expect(moments.map((moment) => Math.round(moment * 1e9) / 1e9)).toEqual(expected);
	});

	it('can be counted without being made', () => {
		expect(countIntervalMoments(span(0, 86_400), 1e-6)).toBe(86_400_000_000);
	});
});

describe('evenly spread moments', () => {
	it.each([
		[1, [5]],
		[2, [2.5, 7.5]],
		[5, [1, 3, 5, 7, 9]],
	])('of %d are the middles of equal parts', (count, expected) => {
		expect(evenMoments(span(0, 10), count)).toEqual(expected);
		const later = evenMoments(span(100, 110), count);
		expect(later).toEqual(expected.map((moment) => moment + 100));
	});

	it('are picked from values in the same way', () => {
		const values = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
		expect(thinEvenly(values, 1)).toEqual([5]);
		expect(thinEvenly(values, 3)).toEqual([1, 5, 8]);
		expect(thinEvenly(values, 10)).toEqual(values);
		expect(thinEvenly(values, 99)).toEqual(values);
	});
});
