import { Places } from '../../../lib/clip/places';

describe('places', () => {
	it('get the outcome of their key, in their order', () => {
		const fractions: number[] = [];
		const places = new Places<string>(4, (fraction) => fractions.push(fraction));
		expect([places.add('a', 0), places.add('b', 1), places.add('a', 3)]).toEqual([1, 1, 2]);
		places.settle('b', 'of b');
		places.settle('a', 'of a');
		places.add('a', 2);
		places.settle('a', 'of a again');
		expect(places.settled).toEqual(['of a', 'of b', 'of a again', 'of a']);
		expect(fractions).toEqual([0, 0.25, 0.75, 1]);
	});

	it('that are none are all done', () => {
		const fractions: number[] = [];
		new Places(0, (fraction) => fractions.push(fraction));
		expect(fractions).toEqual([1]);
	});
});
