import { readMoment } from '../../../nodes/VlaAction/moment';
import { readNumbers } from '../../../nodes/VlaAction/numbers';

describe('numbers', () => {
	const read = (found: unknown) =>
		readNumbers({ name: 'Pose', expected: 'numbers', fields: ['x', 'y'] }, found);

	it.each<[unknown, number[] | undefined]>([
		['1, -2.5e-1,3', [1, -0.25, 3]],
		['1; 2;  3', [1, 2, 3]],
		['0.1,0.2, 0.3', [0.1, 0.2, 0.3]],
		['0, 10, -0', [0, 10, -0]],
		['  1 2\n3 ', [1, 2, 3]],
		['[1, 2]', [1, 2]],
		[
			[1, '2'],
			[1, 2],
		],
		[{ y: 2, x: 1, z: 9 }, [1, 2]],
		['{"x": 1, "y": 2}', [1, 2]],
		[0, [0]],
		['', undefined],
		[undefined, undefined],
		[null, undefined],
	])('reads %j as %j', (found, expected) => {
		expect(read(found)).toEqual(expected);
	});

	it.each<[unknown]>([
		['one'],
		['1, two'],
		['[1, 2'],
		[[1, null]],
		[[]],
		[{}],
		[{ y: 2 }],
		['  '],
		[[true]],
		['1, Infinity'],
		// Decimal commas: each would make two numbers of one.
		['0,59; 0,1; 0,2'],
		['0,59;0,1;0,2'],
		['0,59 0,1 0,2'],
		['0,59, 0,1, 0,2'],
		['1,05,2'],
		['1,-05,2'],
		// A place that an expression left empty.
		['1,,2'],
		['1, 2,'],
		[', 1, 2'],
		[[[1]]],
	])('refuses %j', (found) => {
		expect(() => read(found)).toThrow(
			/^"Pose" must be numbers \(write decimals with a point\), but it is /,
		);
	});
});

describe('a moment', () => {
	const AT = Date.UTC(2026, 0, 2, 3, 4, 5);

	it.each<[unknown]>([
		['2026-01-02T03:04:05.000Z'],
		['2026-01-02T04:04:05+01:00'],
		[AT],
		[String(AT)],
		[AT / 1000],
		[AT * 1000],
		[String(AT * 1_000_000)],
		[new Date(AT)],
	])('reads %j', (found) => {
		expect(readMoment('At', found)).toBe(AT);
	});

	it.each([[1e11], [1e14], [1e17]])('takes %d for the next smaller unit', (first) => {
		const yearOf = (number: number) => new Date(readMoment('At', number)!).getUTCFullYear();
		expect([yearOf(first * (1 - 1e-9)), yearOf(first)]).toEqual([5138, 1973]);
	});

	it('leaves open what is not given', () => {
		expect([undefined, null, ''].map((found) => readMoment('At', found))).toEqual([
			...[undefined, undefined, undefined],
		]);
	});

	it.each<[unknown]>([['yesterday'], [{}], ['  '], [NaN], [-1], [Infinity], [1e20]])(
		'refuses %j',
		(found) => {
			expect(() => readMoment('At', found)).toThrow(/^"At" must be a date with its time/);
		},
	);
});
