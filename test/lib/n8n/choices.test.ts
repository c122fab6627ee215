import { numberIn, oneOf, switchOf } from '../../../lib/n8n/choices';

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

	it.each([null, ' ', '\n', false, [], [0.5]])('does not take %p for 0', (found) => {
		expect(() => numberIn('Threshold', { from: -1, to: 1 }, found, 0.95)).toThrow(
			'"Threshold" must be a number from -1 to 1',
		);
	});

	it('may know no highest', () => {
		const open = { from: 1, isWhole: true };
		expect(numberIn('Results', open, 1e9, 10)).toBe(1e9);
		for (const found of [0, Infinity, 1.5]) {
			expect(() => numberIn('Results', open, found, 10)).toThrow(
				`"Results" must be a whole number from 1 up, but it is "${found}"`,
			);
		}
	});

	it('refuses half a thing where only whole ones count', () => {
		const whole = { from: 1, to: 10, isWhole: true };
		expect(numberIn('Beam Size', whole, '2', 3)).toBe(2);
		expect(() => numberIn('Beam Size', whole, 2.5, 3)).toThrow(
			'"Beam Size" must be a whole number from 1 to 10, but it is "2.5"',
		);
	});
});

describe('switchOf', () => {
	it.each([
		[true, true],
		['true', true],
		[false, false],
		['false', false],
		[undefined, true],
		['', true],
	])('takes %p', (found, expected) => {
		expect(switchOf('Offline', found, true)).toBe(expected);
	});

	it.each(['yes', 1, null])('refuses %p', (found) => {
		expect(() => switchOf('Offline', found, false)).toThrow('"Offline" must be one of true, false');
	});
});
