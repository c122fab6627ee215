import { FRAME_SECONDS } from './levels';

export interface Cut {
	/** Frames before the cut. */
	frame: number;
	isInPause: boolean;
}

/** Between words there is less. */
const SHORTEST_PAUSE_FRAMES = Math.round(0.2 / FRAME_SECONDS);
/** A pause of a second ends a sentence; longer ones are no better. */
const LONG_PAUSE_FRAMES = Math.round(1 / FRAME_SECONDS);
/** Nothing as quiet is a word, whatever else is in the recording. */
const ALWAYS_SILENT_DB = -75;
/** Without so much between its quiet and its loud parts, a sound has no pauses. */
const LEAST_CONTRAST_DB = 6;
/** How far up from the noise towards the speech a pause may reach. */
const PAUSE_SHARE = 0.3;

/**
 * Where to cut sound of these levels (dB, a frame each), between two frames: in the middle of the longest
 * pause, of equal ones the last. A pause is quiet beside this sound's own noise and speech; where none is,
 * beside those of the window's. With no pause at all: the middle of the quietest 200 ms.
 */
export function findCut(levels: Float32Array, fromFrame: number, toFrame: number): Cut {
	const window = levels.subarray(fromFrame, toFrame);
	for (const threshold of [findThreshold(levels), findThreshold(window)]) {
		const middle = findPause(window, threshold);
		if (middle !== undefined) return { frame: fromFrame + middle, isInPause: true };
	}
	return { frame: fromFrame + findQuietest(window), isInPause: false };
}

/** Level up to which a frame belongs to a pause: a share of the way from the noise to the speech. */
function findThreshold(levels: Float32Array): number {
	const audible = levels.filter((level) => level > ALWAYS_SILENT_DB).sort();
	if (audible.length === 0) return ALWAYS_SILENT_DB;
	const at = (share: number) => audible[Math.floor(share * (audible.length - 1))];
	const [noise, speech] = [at(0.05), at(0.95)];
	if (speech - noise < LEAST_CONTRAST_DB) return ALWAYS_SILENT_DB;
	return noise + PAUSE_SHARE * (speech - noise);
}

function findPause(levels: Float32Array, threshold: number): number | undefined {
	let best: { middle: number; length: number } | undefined;
	let start = 0;
	for (let frame = 0; frame <= levels.length; frame++) {
		if (frame < levels.length && levels[frame] <= threshold) continue;
		const length = frame - start;
		const isBetter =
			Math.min(length, LONG_PAUSE_FRAMES) >= Math.min(best?.length ?? 0, LONG_PAUSE_FRAMES);
		if (length >= SHORTEST_PAUSE_FRAMES && isBetter) {
			best = { middle: start + Math.floor(length / 2), length };
		}
		start = frame + 1;
	}
	return best?.middle;
}

function findQuietest(levels: Float32Array): number {
	const span = Math.min(SHORTEST_PAUSE_FRAMES, levels.length);
	const power = Float64Array.from(levels, (level) => 10 ** (level / 10));
	let sum = power.subarray(0, span).reduce((total, value) => total + value, 0);
	let best = { start: 0, sum };
	for (let start = 1; start + span <= power.length; start++) {
		sum += power[start + span - 1] - power[start - 1];
		if (sum < best.sum) best = { start, sum };
	}
	return best.start + Math.floor(span / 2);
}
