import { findAdaptiveCuts, findContentCuts } from '../../../lib/video/cuts';
import golden from '../../fixtures/golden/video-signals.json';

const { framesPerSecond } = golden;

function track(change: number[]) {
	return { seconds: change.map((_, frame) => frame / framesPerSecond), change };
}

/** A second a frame; all changes small but those listed. */
function changesAt(length: number, places: Record<number, number>) {
	return track(Array.from({ length }, (_, frame) => places[frame] ?? 1));
}

const defaults = { threshold: 27, minimumSeconds: 0.6 };

describe('cuts', () => {
	it.each(golden.cuts.map((entry, index) => ({ index, ...entry })))(
		'are PySceneDetect’s in row $index',
		({ minimumFrames, scores, content, adaptive }) => {
			const minimumSeconds = minimumFrames / framesPerSecond;
			const found = {
				content: findContentCuts(track(scores), { threshold: 27, minimumSeconds }),
				adaptive: findAdaptiveCuts(track(scores), { threshold: 3, minimumSeconds }),
			};
			expect(found).toEqual({ content, adaptive });
		},
	);

	it('are seen from the threshold on', () => {
		expect(findContentCuts(changesAt(100, { 50: 27 }), defaults)).toEqual([50]);
		expect(findContentCuts(changesAt(100, { 50: 26.999 }), defaults)).toEqual([]);
	});

	it('may be exactly the minimum apart, not less', () => {
		expect(findContentCuts(changesAt(100, { 15: 90 }), defaults)).toEqual([15]);
		expect(findContentCuts(changesAt(100, { 14: 90 }), defaults)).toEqual([]);
		const adaptive = { threshold: 3, minimumSeconds: 0.6 };
		expect(findAdaptiveCuts(changesAt(100, { 30: 90, 45: 90, 59: 90 }), adaptive)).toEqual([
			30, 45,
		]);
	});

	it('are none in an empty or single-frame video', () => {
		for (const length of [0, 1]) {
			expect(findContentCuts(changesAt(length, {}), defaults)).toEqual([]);
			expect(findAdaptiveCuts(changesAt(length, {}), defaults)).toEqual([]);
		}
	});
});
