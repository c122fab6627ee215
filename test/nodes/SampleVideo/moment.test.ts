import { readMoment } from '../../../nodes/SampleVideo/moment';

describe('readMoment', () => {
	it.each([
		['90', 90],
		['90.5', 90.5],
		[90, 90],
		['0', 0],
		['1:30', 90],
		['01:30.250', 90.25],
		['75:00', 4500],
		['1:00:00', 3600],
		[' 00:00:07 ', 7],
		['100:59:59', 363_599],
	])('%j is %d seconds', (typed, seconds) => {
		expect(readMoment('Start', typed)).toBe(seconds);
	});

	it.each([[undefined], ['']])('%j was left out', (typed) => {
		expect(readMoment('Start', typed)).toBeUndefined();
	});

	it.each([
		['1:60'],
		['1:60:00'],
		['-5'],
		['1:-5'],
		['5s'],
		['soon'],
		['1:2:3:4'],
		[' '],
		[null],
		[NaN],
		['1e3'],
		['１０'],
		[{}],
	])('%j is refused, with the ways to write a time', (typed) => {
		expect(() => readMoment('Start', typed)).toThrow(
			expect.objectContaining({
				code: 'INVALID_CHOICE',
				message: expect.stringMatching(/"Start" must be a time in seconds \(90\).*1:30/),
			}),
		);
	});
});
