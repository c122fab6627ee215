import {
	combineQueries,
	cosine,
	meanDirection,
	rankBySimilarity,
	unit,
} from '../../../lib/clip/vectors';
import { seeded } from '../whisper/support';

const vector = (...values: number[]) => Float32Array.from(values);

describe('cosine', () => {
	it.each([
		['the same direction', vector(1, 2), vector(2, 4), 1],
		['the opposite', vector(1, 2), vector(-1, -2), -1],
		['a right angle', vector(1, 0), vector(0, 3), 0],
		['half a right angle', vector(1, 0), vector(1, 1), Math.SQRT1_2],
		['nothing', vector(0, 0), vector(1, 1), 0],
	])('of %s', (_, a, b, expected) => {
		expect(cosine(a, b)).toBeCloseTo(expected, 12);
	});

	it('of any vector with itself is exactly 1, so that a threshold of 1 finds it', () => {
		const random = seeded(7);
		for (let i = 0; i < 200; i++) {
			const any = Float32Array.from({ length: 64 }, () => random() - 0.5);
			expect(cosine(any, any.slice())).toBe(1);
		}
	});

	it('refuses vectors of two models', () => {
		expect(() => cosine(vector(1), vector(1, 2))).toThrow(
			expect.objectContaining({
				code: 'DIMENSIONS_DIFFER',
				details: { expected: 1, found: 2 },
			}),
		);
	});
});

describe('a ranking', () => {
	it('is by similarity, and equals keep their order', () => {
		const vectors = [vector(0, 1), vector(1, 0), vector(0, 2), vector(-1, 0), vector(2, 0)];
		const ranked = rankBySimilarity(vectors, vector(1, 0));
		expect(ranked.map(({ index }) => index)).toEqual([1, 4, 0, 2, 3]);
		expect(ranked.map(({ similarity }) => similarity)).toEqual([1, 1, 0, 0, -1]);
	});

	it('of nothing is empty', () => {
		expect(rankBySimilarity([], vector(1))).toEqual([]);
	});
});

describe('a combined query', () => {
	it('weighs each vector alike, whatever its length', () => {
		expect([...combineQueries([vector(10, 0), vector(0, 1)])]).toEqual([...unit(vector(1, 1))]);
	});

	it('goes away from what is not wanted', () => {
		const query = combineQueries([vector(1, 1)], [vector(0, 5)]);
		expect(query[0]).toBeGreaterThan(0);
		expect(query[1]).toBeLessThan(0);
		expect(Math.hypot(...query)).toBeCloseTo(1, 6);
	});

	it('of only unwanted ones is their opposite', () => {
		expect([...combineQueries([], [vector(0, 2)])]).toEqual([0, -1]);
	});

	it.each([
		['cancels out', [vector(1, 2)], [vector(2, 4)]],
		['cancels out but for rounding', [vector(0.1, 0.7)], [vector(0.3, 2.1)]],
		['is empty', [], []],
		['has no direction', [vector(0, 0)], []],
	])('that %s is refused', (_, plus, minus) => {
		expect(() => combineQueries(plus, minus)).toThrow(
			expect.objectContaining({ code: 'QUERY_VANISHES', errorClass: 'input' }),
		);
	});

	it('refuses vectors of two models', () => {
		expect(() => combineQueries([vector(1, 0), vector(1)])).toThrow(/one has 2 numbers/);
	});
});

describe('a mean direction', () => {
	it('lies between, at unit length', () => {
		const mean = meanDirection([vector(3, 0), vector(0, 1)]);
		expect(mean[0]).toBeCloseTo(Math.SQRT1_2, 6);
		expect(mean[1]).toBeCloseTo(Math.SQRT1_2, 6);
	});
});
