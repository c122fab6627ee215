import { numberIn, oneOf } from '../../../lib/n8n/choices';

describe('oneOf', () => {
	const values = ['srt', 'vtt'] as const;

	it('takes a value of the list, and its default for none', () => {
		expect(oneOf('Format', values, 'vtt')).toBe('vtt');
		expect(oneOf('Format', values, undefined, 'srt')).toBe('srt');
		expect(oneOf('Format', values, '', 'srt')).toBe('srt');
	});

	it('refuses anything else and lists what there is', () => {
		expect(() => oneOf('Format', values, 'ass', 'srt')).toThrow(
			'"Format" must be one of srt, vtt, but it is "ass". Choose another value.',
		);
		expect(() => oneOf('Format', values, undefined)).toThrow('"undefined"');
	});
});

describe('numberIn', () => {
	it.each([
		[1, 1],
		['10', 10],
		[undefined, 3],
		['', 3],
	])('takes %p', (found, expected) => {
		expect(numberIn('Beam Size', { from: 1, to: 10 }, found, 3)).toBe(expected);
	});

	it.each([0, 11, 'many', NaN, null, {}])('refuses %p', (found) => {
		expect(() => numberIn('Beam Size', { from: 1, to: 10 }, found, 3)).toThrow(
			'"Beam Size" must be a number from 1 to 10',
		);
	});
});
