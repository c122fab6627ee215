import { throwIfCancelled } from '../errors';
import { MAXIMUM_LOOKED_UP_FRAMES } from '../limits';
import { frameOnScreen } from '../media/video/frame-on-screen';
import { readFrameTimes } from '../media/video/frame-times';
import type { FrameTimes } from '../media/video/types';
import type { Part } from './part';

/** A frame found by looking only at its surroundings in the file. */
export interface Spot {
	seconds: number;
	/** The frames around it. */
	times: FrameTimes;
}

/** The frames of a shorter video are listed in a moment. */
const LONG_SECONDS = 10 * 60;

/** A part must have some length; no frame is shown so shortly. */
const SHORTER_THAN_A_FRAME = 0.001;
/** Encoders set a key frame at least every ten seconds or so. */
const KEYFRAME_WITHIN_SECONDS = 20;

/** Whether so few frames of so long a part are wanted that its frames need not all be listed. */
export function areFew(moments: number, lengthSeconds: number): boolean {
	return moments <= MAXIMUM_LOOKED_UP_FRAMES && lengthSeconds > LONG_SECONDS;
}

/** The frames on screen at the moments, ascending, each once; undefined where the file lacks one of them. */
export async function findSpots(
	part: Part,
	moments: readonly number[],
): Promise<Spot[] | undefined> {
	const spots = new Map<number, Spot>();
	for (const [index, moment] of moments.entries()) {
		const spot = await findSpot(part, moment);
		if (!spot) return undefined;
		spots.set(spot.seconds, spot);
		part.progress({ stage: 'listing the frames', fraction: (index + 1) / moments.length });
	}
	return [...spots.values()].sort((one, other) => one.seconds - other.seconds);
}

async function findSpot(part: Part, moment: number): Promise<Spot | undefined> {
	const { request, info, signal } = part;
	const { keyframesOnly, startSeconds: earliest = 0 } = request;
	const lookBack = keyframesOnly ? KEYFRAME_WITHIN_SECONDS : 0;
	const startSeconds = Math.max(earliest, moment - lookBack);
	const around = { startSeconds, endSeconds: moment + SHORTER_THAN_A_FRAME, keyframesOnly, signal };
	const times = await readFrameTimes(request.videoPath, info, around).catch(() => undefined);
	throwIfCancelled(signal);
	if (!times || times.seconds.length === 0) return undefined;
	return { seconds: times.seconds[frameOnScreen(times, moment)], times };
}
