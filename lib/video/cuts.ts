/** What the detectors look at: one entry a frame, in the order shown. */
export interface ChangeTrack {
	seconds: ArrayLike<number>;
	/** Mean change of hue, saturation and value since the frame before. */
	change: ArrayLike<number>;
}

/** PySceneDetect's defaults. */
export const DEFAULT_CONTENT_THRESHOLD = 27;
export const DEFAULT_ADAPTIVE_THRESHOLD = 3;
const ADAPTIVE_WINDOW = 2;
const ADAPTIVE_MINIMUM_CHANGE = 15;
const HIGHEST_RATIO = 255;

/** Sums of frame times are off by this much at most. */
const ROUNDING_SECONDS = 1e-6;

/**
 * Frames that a scene starts with, by PySceneDetect's ContentDetector: the change reaches the threshold.
 * Changes closer than the minimum are merged into the last of them, as its FlashFilter does.
 */
export function findContentCuts(
	{ seconds, change }: ChangeTrack,
	{ threshold, minimumSeconds }: { threshold: number; minimumSeconds: number },
): number[] {
	const cuts: number[] = [];
	const isLong = (from: number, to: number) => isApart(seconds, from, to, minimumSeconds);
	let lastAbove = 0;
	let mergesSince: number | undefined;
	for (let frame = 0; frame < seconds.length; frame++) {
		const isAbove = change[frame] >= threshold;
		const isRested = isLong(lastAbove, frame);
		if (isAbove) lastAbove = frame;
		if (mergesSince !== undefined) {
			if (isAbove || !isRested || !isLong(mergesSince, lastAbove)) continue;
			cuts.push(lastAbove);
			mergesSince = undefined;
		} else if (isAbove && isRested) cuts.push(frame);
		// Before the first cut there is nothing to merge with.
		else if (isAbove && cuts.length > 0) mergesSince = frame;
	}
	return cuts;
}

/**
 * Frames that a scene starts with, by PySceneDetect's AdaptiveDetector: the change is `threshold` times
 * that of the frames around it, so that fast movement is no cut.
 */
export function findAdaptiveCuts(
	{ seconds, change }: ChangeTrack,
	{ threshold, minimumSeconds }: { threshold: number; minimumSeconds: number },
): number[] {
	const cuts: number[] = [];
	let last = 0;
	for (let frame = ADAPTIVE_WINDOW; frame < seconds.length - ADAPTIVE_WINDOW; frame++) {
		if (change[frame] < ADAPTIVE_MINIMUM_CHANGE) continue;
		if (changeRatio(change, frame) < threshold) continue;
		if (!isApart(seconds, last, frame, minimumSeconds)) continue;
		cuts.push(frame);
		last = frame;
	}
	return cuts;
}

function changeRatio(change: ArrayLike<number>, frame: number): number {
	let sum = 0;
	for (let distance = 1; distance <= ADAPTIVE_WINDOW; distance++) {
		sum += change[frame - distance] + change[frame + distance];
	}
	const mean = sum / (2 * ADAPTIVE_WINDOW);
	return mean < 1e-5 ? HIGHEST_RATIO : Math.min(HIGHEST_RATIO, change[frame] / mean);
}

/** Whether so much time lies between two frames, but for rounding. */
export function isApart(
	seconds: ArrayLike<number>,
	from: number,
	to: number,
	minimumSeconds: number,
): boolean {
	return seconds[to] - seconds[from] >= minimumSeconds - ROUNDING_SECONDS;
}
