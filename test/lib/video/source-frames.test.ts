import { countByRate, countListed, countStandIns } from '../../../lib/video/source-frames';
import { trueFrames } from '../../../lib/video/locate';

const seconds = Float64Array.from({ length: 100 }, (_, frame) => frame / 25);

describe('the frames that a chosen one stands for', () => {
	it('reach halfway to its neighbours', () => {
		// Halfway is 1.5 s, between frames 37 and 38.
		expect(countStandIns([1, 2], countListed({ seconds }))).toEqual([38, 62]);
		expect(countStandIns([2], countListed({ seconds }))).toEqual([100]);
		expect(countStandIns([], countListed({ seconds }))).toEqual([]);
	});

	it('hold the frame at the middle once', () => {
		// Halfway is 2 s, the time of frame 50.
		expect(countStandIns([1, 3], countListed({ seconds }))).toEqual([50, 50]);
	});

	it('add up to all, listed or worked out', () => {
		const chosen = [0.2, 0.24, 1.9, 3.96];
		const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0);
		expect(sum(countStandIns(chosen, countListed({ seconds })))).toBe(100);
		const byRate = countByRate({ startSeconds: 0, endSeconds: 4 }, 25);
		expect(sum(countStandIns(chosen, byRate))).toBe(100);
		expect(byRate(-Infinity, Infinity)).toBe(100);
		expect(byRate(1, 2)).toBe(25);
	});
});

describe('true frames', () => {
	it('are those on screen, each once', () => {
		expect(trueFrames({ seconds }, [0.05, 0.04, 0.079, 0.5])).toEqual([0.04, 0.48]);
	});

	it('are one where a still stands longer than the step', () => {
		const still = Float64Array.from([0, 10]);
		expect(trueFrames({ seconds: still }, [0, 1, 2, 9.9, 10, 11])).toEqual([0, 10]);
	});
});
