import { scoreLabels, similarityProbability } from '../../../lib/clip/scores';
import type { Calibration } from '../../../lib/clip/types';

const softmax: Calibration = { kind: 'softmax', scale: 100, bias: 0, source: 'manifest' };
const sigmoid: Calibration = { kind: 'sigmoid', scale: 117, bias: -13, source: 'manifest' };

describe('the probability of a pair', () => {
	it('is there where the model judges each pair by itself', () => {
		expect(similarityProbability(13 / 117, sigmoid)).toBeCloseTo(0.5, 12);
		expect(similarityProbability(1, sigmoid)).toBeCloseTo(1, 12);
		expect(similarityProbability(-1, sigmoid)).toBeLessThan(1e-50);
	});

	it.each([softmax, undefined])('is absent where it does not', (calibration) => {
		expect(similarityProbability(0.3, calibration)).toBeUndefined();
	});
});

describe('scores over the labels', () => {
	it('are shares of one, best first', () => {
		const scores = scoreLabels(['a', 'b', 'c'], [0.2, 0.22, 0.1], softmax);
		expect(scores.map(({ label }) => label)).toEqual(['b', 'a', 'c']);
		expect(scores[0].score / scores[1].score).toBeCloseTo(Math.exp(2), 9);
		expect(scores.reduce((sum, { score }) => sum + score, 0)).toBeCloseTo(1, 12);
		expect(scores[0].similarity).toBe(0.22);
	});

	it('of one label are certain', () => {
		expect(scoreLabels(['a'], [-0.5], softmax)[0].score).toBe(1);
	});

	it('do not overflow', () => {
		const scores = scoreLabels(['a', 'b'], [1, -1], { ...softmax, scale: 1e6 });
		expect(scores.map(({ score }) => score)).toEqual([1, 0]);
	});

	it('are independent with a sigmoid', () => {
		const scores = scoreLabels(['a', 'b'], [13 / 117, 13 / 117], sigmoid);
		expect(scores).toEqual([
			{ label: 'a', score: expect.closeTo(0.5, 12), similarity: 13 / 117 },
			{ label: 'b', score: expect.closeTo(0.5, 12), similarity: 13 / 117 },
		]);
	});

	it('of equals keep the order of the labels', () => {
		const labels = Array.from({ length: 50 }, (_, i) => `label ${i}`);
		const scores = scoreLabels(labels, Array<number>(50).fill(0.2), softmax);
		expect(scores.map(({ label }) => label)).toEqual(labels);
	});

	it('are listed up to 100, each share still over all', () => {
		const labels = Array.from({ length: 101 }, (_, i) => `label ${i}`);
		const scores = scoreLabels(labels, Array<number>(101).fill(0), softmax);
		expect(scores).toHaveLength(100);
		expect(scores[99].score).toBeCloseTo(1 / 101, 12);
	});
});
