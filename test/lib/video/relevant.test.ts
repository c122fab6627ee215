import { chooseRelevant as choose, type RelevantCandidate } from '../../../lib/video/relevant';

const chooseRelevant = (candidates: RelevantCandidate[], count: number) =>
	choose(candidates, count, { logitScale: 100 });

/** A candidate a second; `peaks` say where the similarity is how high. */
function candidates(length: number, peaks: [from: number, to: number, similarity: number][]) {
	return Array.from({ length }, (_, seconds): RelevantCandidate => {
		const peak = peaks.find(([from, to]) => seconds >= from && seconds < to);
		return { seconds, similarity: peak ? peak[2] - 0.0001 * (seconds % 7) : 0.2 };
	});
}

const moments = (kept: { index: number }[]) => kept.map(({ index }) => index);

describe('the most relevant moments', () => {
	it('come of each peak, not ten of one', () => {
		const kept = chooseRelevant(
			candidates(100, [
				[10, 20, 0.32],
				[70, 75, 0.305],
			]),
			4,
		);
		expect(kept.some(({ index }) => index >= 10 && index < 20)).toBe(true);
		expect(kept.some(({ index }) => index >= 70 && index < 75)).toBe(true);
		expect(kept.length).toBeLessThanOrEqual(4);
	});

	it('are at most so many, the best first, in the order of time', () => {
		const shown = candidates(100, [
			[10, 12, 0.305],
			[40, 42, 0.32],
			[80, 82, 0.31],
		]);
		const one = moments(chooseRelevant(shown, 1));
		expect(one).toEqual([40]);
		const three = moments(chooseRelevant(shown, 3));
		expect(three).toEqual([...three].sort((a, b) => a - b));
		expect(three).toHaveLength(3);
		expect(chooseRelevant(shown, 0)).toEqual([]);
	});

	it('leave out what does not answer, though there is room', () => {
		const kept = moments(chooseRelevant(candidates(100, [[50, 52, 0.3]]), 50));
		expect(kept.every((moment) => moment >= 50 && moment < 52)).toBe(true);
		expect(kept.length).toBeGreaterThan(0);
	});

	it('have scores from 0 to 1, the best 1', () => {
		const kept = chooseRelevant(
			candidates(100, [
				[10, 20, 0.32],
				[70, 75, 0.305],
			]),
			20,
		);
		const scores = kept.map(({ score }) => score);
		expect(Math.max(...scores)).toBe(1);
		expect(Math.min(...scores)).toBeGreaterThan(0);
	});

	it('cover a video that is alike all over', () => {
		const kept = moments(chooseRelevant(candidates(100, []), 5));
		expect(kept).toHaveLength(5);
		for (let at = 1; at < kept.length; at++) expect(kept[at] - kept[at - 1]).toBeGreaterThan(5);
	});

	it('take a near frame that looks different before one that looks the same', () => {
		const shown = candidates(30, [[10, 16, 0.3]]).map((candidate, index) => ({
			...candidate,
			embedding: Float32Array.from(index === 13 ? [0, 1] : [1, 0]),
		}));
		expect(moments(chooseRelevant(shown, 8))).toContain(13);
	});

	it('are none of nothing, and one of one', () => {
		expect(chooseRelevant([], 3)).toEqual([]);
		expect(chooseRelevant([{ seconds: 2, similarity: -0.1 }], 3)).toEqual([{ index: 0, score: 1 }]);
	});
});
