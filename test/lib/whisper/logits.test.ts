import { argmax, logSumExp, sample, seededRandom, topIndexes } from '../../../lib/whisper/logits';
import { seeded } from './support';

const random = seeded(7);
const values = Float32Array.from({ length: 500 }, () => random() * 60 - 30);

describe('argmax', () => {
	it('finds the largest in its range, the first of equals', () => {
		expect(argmax(values, 0, values.length)).toBe(values.indexOf(Math.max(...values)));
		expect(argmax(Float32Array.from([9, 1, 4, 4, 2, 9]), 1, 5)).toBe(2);
		expect(argmax(Float32Array.from([-Infinity, -Infinity]), 0, 2)).toBe(0);
	});
});

describe('logSumExp', () => {
	it('is the logarithm of the sum, as exactly as a probability needs', () => {
		const wide = Float32Array.from({ length: 50000 }, () => random() * 12 - 6);
		for (const list of [values, wide]) {
			const plain = Math.log(list.reduce((sum, value) => sum + Math.exp(value), 0));
			expect(logSumExp(list, 0, list.length)).toBeCloseTo(plain, 4);
			expect(logSumExp(list, 0, list.length, list[argmax(list, 0, list.length)])).toBeCloseTo(
				plain,
				4,
			);
		}
	});

	it('neither overflows nor vanishes', () => {
		expect(logSumExp(Float32Array.from([1000, 1000]), 0, 2)).toBeCloseTo(1000 + Math.LN2, 4);
		expect(logSumExp(Float32Array.from([-1000, -1000]), 0, 2)).toBeCloseTo(-1000 + Math.LN2, 4);
		expect(logSumExp(Float32Array.from([-Infinity, 3]), 0, 2)).toBeCloseTo(3, 6);
	});

	it('of nothing possible is minus infinity', () => {
		expect(logSumExp(Float32Array.from([-Infinity, -Infinity]), 0, 2)).toBe(-Infinity);
	});
});

describe('topIndexes', () => {
	it.each([1, 5, 40])('gives the %d largest, as sorting does', (count) => {
		const sorted = [...values.keys()].sort((a, b) => values[b] - values[a] || a - b);
		expect(topIndexes(values, count)).toEqual(sorted.slice(0, count));
	});

	it('gives all of a shorter list', () => {
		expect(topIndexes(Float32Array.from([1, 3, 2]), 9)).toEqual([1, 2, 0]);
	});
});

describe('sample', () => {
	const small = Float32Array.from([Math.log(1), Math.log(2), -Infinity, Math.log(5)]);
	const draw = (temperature: number, seed = 1) => {
		const next = seededRandom(seed);
		const counts = [0, 0, 0, 0];
		for (let i = 0; i < 8000; i++) counts[sample(small, temperature, next)]++;
		return counts.map((count) => count / 8000);
	};

	it('draws in proportion to the probabilities', () => {
		const [a, b, never, c] = draw(1);
		expect(never).toBe(0);
		expect(a).toBeCloseTo(1 / 8, 1);
		expect(b).toBeCloseTo(2 / 8, 1);
		expect(c).toBeCloseTo(5 / 8, 1);
	});

	it('sharpens at low temperatures', () => {
		// Squared weights at one half: 1, 4, 25.
		expect(draw(0.5)[3]).toBeCloseTo(25 / 30, 1);
		expect(draw(0.05)[3]).toBe(1);
	});

	it('depends on the seed alone', () => {
		expect(draw(1, 42)).toEqual(draw(1, 42));
		expect(draw(1, 42)).not.toEqual(draw(1, 43));
	});
});

describe('seededRandom', () => {
	it('stays in [0, 1) and is spread evenly', () => {
		const next = seededRandom(200);
		const drawn = Array.from({ length: 5000 }, next);
		expect(Math.min(...drawn)).toBeGreaterThanOrEqual(0);
		expect(Math.max(...drawn)).toBeLessThan(1);
		expect(drawn.reduce((sum, value) => sum + value, 0) / 5000).toBeCloseTo(0.5, 1);
	});
});
