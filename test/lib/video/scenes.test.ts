import { cutAtFades } from '../../../lib/video/fades';
import { findScenes, frameOfScene, type SceneTrack } from '../../../lib/video/scenes';

const FRAMES_PER_SECOND = 10;

function track(length: number, more: Partial<Record<'cuts' | 'blank', number[]>> = {}): SceneTrack {
	const frames = Array.from({ length }, (_, frame) => frame);
	return {
		seconds: frames.map((frame) => frame / FRAMES_PER_SECOND),
		change: frames.map((frame) => (more.cuts?.includes(frame) ? 90 : 1)),
		sharpness: frames.map(() => 100),
		isBlank: frames.map((frame) => Number(more.blank?.includes(frame) ?? false)),
	};
}

const range = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i);

describe('fades', () => {
	const fade = (length: number, blank: number[], cuts: number[] = []) =>
		cutAtFades(cuts, track(length, { blank }).isBlank, (from, to) => to - from >= 6);

	it('part a video in the middle of the black', () => {
		expect(fade(100, range(40, 50))).toEqual([45]);
	});

	it('take the place of the cuts at their edges, and of no other', () => {
		expect(fade(100, range(40, 50), [20, 40, 50, 51, 80])).toEqual([20, 45, 51, 80]);
		expect(fade(100, range(40, 50), [52])).toEqual([45, 52]);
	});

	it('make no scene shorter than the shortest', () => {
		const strobe = range(10, 40).filter((frame) => frame % 4 < 2);
		expect(fade(100, strobe)).toEqual([13, 21, 29, 37]);
		expect(fade(100, [3, 4])).toEqual([]);
	});

	it('are not seen in a single black frame, nor at the start or the end', () => {
		expect(fade(100, [40])).toEqual([]);
		expect(fade(100, range(0, 20))).toEqual([]);
		expect(fade(100, range(80, 100))).toEqual([]);
		expect(fade(10, range(0, 10))).toEqual([]);
	});
});

describe.each(['content', 'adaptive'] as const)('scenes by %s', (detector) => {
	const options = { detector, minimumSeconds: 0.6, place: 0.5 };

	it('lie one after the other', () => {
		expect(findScenes(track(100, { cuts: [30, 60] }), options)).toEqual([
			{ first: 0, end: 30 },
			{ first: 30, end: 60 },
			{ first: 60, end: 100 },
		]);
	});

	it('are one where nothing is cut', () => {
		expect(findScenes(track(100), options)).toEqual([{ first: 0, end: 100 }]);
		expect(findScenes(track(1), options)).toEqual([{ first: 0, end: 1 }]);
	});

	it('take a threshold of their own', () => {
		expect(findScenes(track(100, { cuts: [50] }), { ...options, threshold: 91 })).toHaveLength(1);
	});
});

describe('the frame of a scene', () => {
	const scene = { first: 20, end: 61 };

	it.each([
		[0, 20],
		[0.25, 30],
		[0.5, 40],
		[1, 60],
	])('at %d is %d', (place, frame) => {
		expect(frameOfScene(track(100), scene, place)).toBe(frame);
	});

	it('is moved off black, to the nearest that is not, within the scene', () => {
		expect(frameOfScene(track(100, { blank: range(15, 25) }), scene, 0)).toBe(25);
		expect(frameOfScene(track(100, { blank: range(50, 70) }), scene, 1)).toBe(49);
		expect(frameOfScene(track(100, { blank: range(20, 61) }), scene, 0.5)).toBe(40);
	});

	it('is moved to a near frame that is twice as sharp', () => {
		const blurred = track(100);
		blurred.sharpness = range(0, 100).map((frame) => (frame === 43 ? 200 : 100));
		expect(frameOfScene(blurred, scene, 0.5)).toBe(43);
		blurred.sharpness = range(0, 100).map((frame) => (frame === 43 ? 199 : 100));
		expect(frameOfScene(blurred, scene, 0.5)).toBe(40);
	});

	it('is not moved far, onto black, or into another scene', () => {
		const far = track(100, { blank: [42] });
		far.sharpness = range(0, 100).map((frame) => ([42, 46, 19, 61].includes(frame) ? 900 : 100));
		expect(frameOfScene(far, scene, 0.5)).toBe(40);
		expect(frameOfScene(far, scene, 0)).toBe(20);
		expect(frameOfScene(far, scene, 1)).toBe(60);
	});
});
