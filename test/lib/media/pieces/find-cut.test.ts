import { findCut } from '../../../../lib/media/pieces/find-cut';
import { LevelMeter } from '../../../../lib/media/pieces/levels';

const SPEECH = -20;
const ROOM = -55;

/** Levels of [dB, frames] stretches; each wobbles a little, as sound does. */
function levelsOf(...stretches: Array<[level: number, frames: number]>): Float32Array {
	const frames = stretches.flatMap(([level, count]) =>
		Array.from({ length: count }, (_, index) => level + (index % 3)),
	);
	return Float32Array.from(frames);
}

describe('findCut', () => {
	it('cuts in the middle of the longest pause in the window', () => {
		const levels = levelsOf([SPEECH, 300], [ROOM, 12], [SPEECH, 80], [ROOM, 30], [SPEECH, 100]);
		expect(findCut(levels, 250, 500)).toEqual({ frame: 300 + 12 + 80 + 15, isInPause: true });
	});

	it('takes the last of pauses that are long enough to end a sentence', () => {
		const levels = levelsOf([SPEECH, 300], [ROOM, 90], [SPEECH, 80], [ROOM, 60], [SPEECH, 50]);
		expect(findCut(levels, 250, 580)).toEqual({ frame: 300 + 90 + 80 + 30, isInPause: true });
	});

	it('does not look outside its window', () => {
		const levels = levelsOf(
			[SPEECH, 100],
			[ROOM, 90],
			[SPEECH, 100],
			[ROOM, 20],
			[SPEECH, 90],
			[ROOM, 99],
		);
		expect(findCut(levels, 200, 390)).toEqual({ frame: 300, isInPause: true });
	});

	it('knows the pauses of a noisy place and of a quiet one', () => {
		for (const [speech, room] of [
			[-12, -30],
			[-40, -68],
		]) {
			const levels = levelsOf([speech, 400], [room, 40], [speech, 60]);
			expect(findCut(levels, 300, 500)).toEqual({ frame: 420, isInPause: true });
		}
	});

	it('finds pauses between words after an hour of digital silence, and of near silence', () => {
		for (const quiet of [-100, -70]) {
			const levels = levelsOf([quiet, 180_000], [SPEECH, 300], [ROOM, 20], [SPEECH, 100]);
			expect(findCut(levels, 180_100, 180_420)).toEqual({ frame: 180_310, isInPause: true });
		}
	});

	it('cuts anywhere in silence', () => {
		const levels = levelsOf([SPEECH, 500], [-100, 500]);
		expect(findCut(levels, 700, 900)).toEqual({ frame: 800, isInPause: true });
		expect(findCut(levelsOf([-100, 500]), 300, 400)).toEqual({ frame: 350, isInPause: true });
	});

	it('says so when there is no pause, and cuts where it is quietest', () => {
		const levels = levelsOf([-20, 300], [-23, 10], [-20, 190]);
		expect(findCut(levels, 200, 500)).toEqual({ frame: 305, isInPause: false });
	});

	it('takes no gap between two syllables for a pause', () => {
		const levels = levelsOf([SPEECH, 300], [ROOM, 9], [SPEECH, 200]);
		expect(findCut(levels, 200, 500)).toMatchObject({ isInPause: false });
	});
});

describe('LevelMeter', () => {
	const sine = (amplitude: number, offset = 0) =>
		Float32Array.from(
			{ length: 3200 },
			(_, i) => offset + amplitude * Math.sin((i * 2 * Math.PI) / 16),
		);

	function measure(samples: Float32Array, chunk = samples.length): number[] {
		const meter = new LevelMeter();
		for (let at = 0; at < samples.length; at += chunk) meter.push(samples.subarray(at, at + chunk));
		return [...meter.frames];
	}

	it('gives the level of each 20 ms, however the sound comes', () => {
		const levels = measure(sine(1));
		expect(levels).toHaveLength(10);
		for (const level of levels) expect(level).toBeCloseTo(-3.01, 2);
		expect(measure(sine(1), 7)).toEqual(levels);
	});

	it("hears no recorder's constant offset", () => {
		expect(measure(sine(0, 0.5))).toEqual(Array(10).fill(-100));
		expect(measure(sine(0.1, 0.5))[0]).toBeCloseTo(-23.01, 1);
	});

	it('forgets what lies before a cut', () => {
		const meter = new LevelMeter();
		meter.push(sine(0));
		meter.push(sine(1));
		meter.drop(9);
		expect(meter.frames).toHaveLength(11);
		expect(meter.frames[0]).toBe(-100);
		expect(meter.frames[1]).toBeCloseTo(-3.01, 2);
	});
});
