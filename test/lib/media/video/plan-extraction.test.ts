import { planExtraction } from '../../../../lib/media/video/plan-extraction';
import type { FrameTimes } from '../../../../lib/media/video/types';

const FULL_HD = { size: { width: 1920, height: 1080 }, formatName: 'mov,mp4,m4a,3gp,3g2,mj2' };
const TRANSPORT = { ...FULL_HD, formatName: 'mpegts' };

/** 30 frames a second, a key frame each 250. */
function list(frames: number, more: Partial<FrameTimes> = {}): FrameTimes {
	return {
		seconds: Float64Array.from({ length: frames }, (_, index) => index / 30),
		isKeyframe: Uint8Array.from({ length: frames }, (_, index) => Number(index % 250 === 0)),
		...{ endSeconds: frames / 30, isTruncated: false, source: 'packets' as const, ...more },
	};
}

const every = (frames: number, step: number) =>
	Array.from({ length: Math.ceil(frames / step) }, (_, index) => (index * step) / 30);

describe('planExtraction', () => {
	it('decodes two minutes once for a frame a second', () => {
		const passes = planExtraction(FULL_HD, list(3600), every(3600, 30));
		expect(passes).toEqual([{ seconds: every(3600, 30), keyframesOnly: false }]);
	});

	it('enters three hours where 32 frames are wanted', () => {
		const frames = 3 * 3600 * 30;
		const wanted = every(frames, frames / 32).map((at) => at + 1);
		const passes = planExtraction(FULL_HD, list(frames), wanted);
		expect(passes).toHaveLength(32);
		expect(passes.flatMap(({ seconds }) => seconds)).toEqual(wanted);
		passes.slice(1).forEach(({ seconds: [at], seekSeconds }) => {
			expect(seekSeconds).toBeLessThanOrEqual(at);
			expect(at - seekSeconds!).toBeLessThan(250 / 30);
		});
	});

	it('keeps neighbours together', () => {
		const passes = planExtraction(FULL_HD, list(100_000), [1000, 1001, 1002, 2500, 2501]);
		expect(passes.map(({ seconds }) => seconds)).toEqual([
			[1000, 1001, 1002],
			[2500, 2501],
		]);
	});

	it('decodes key frames alone where no others are wanted', () => {
		const passes = planExtraction(FULL_HD, list(3600), every(3600, 250));
		expect(passes).toEqual([{ seconds: every(3600, 250), keyframesOnly: true }]);
		expect(planExtraction(FULL_HD, list(3600), [0, 250 / 30, 9])[0].keyframesOnly).toBe(false);
	});

	it('enters earlier where a container has no index', () => {
		const [indexed] = planExtraction(FULL_HD, list(100_000), [1500.5]);
		const [guessed] = planExtraction(TRANSPORT, list(100_000), [1500.5]);
		expect(indexed.seekSeconds).toBeCloseTo(1500 + 0.14, 6);
		expect(guessed.seekSeconds).toBeCloseTo(1500 - 2, 6);
	});

	it('decodes from the start where times were not read from packets, or not at all', () => {
		for (const times of [undefined, list(100_000, { source: 'decoded' as const })]) {
			const passes = planExtraction(FULL_HD, times, [1500, 3000]);
			expect(passes).toEqual([{ seconds: [1500, 3000], keyframesOnly: false }]);
		}
	});

	it('enters at the key frame before a list that starts between two', () => {
		const whole = list(100_000);
		const part = {
			...whole,
			seconds: whole.seconds.slice(45_100, 45_200),
			isKeyframe: whole.isKeyframe.slice(45_100, 45_200),
			seekSeconds: whole.seconds[45_000],
		};
		const [pass] = planExtraction(FULL_HD, part, [part.seconds[50]]);
		expect(pass.seekSeconds).toBeCloseTo(1500 + 0.14, 6);
	});
});
