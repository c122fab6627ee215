import {
	type ChangeTrack,
	DEFAULT_ADAPTIVE_THRESHOLD,
	DEFAULT_CONTENT_THRESHOLD,
	findAdaptiveCuts,
	findContentCuts,
	isApart,
} from './cuts';
import { cutAtFades } from './fades';
import type { SampleRequest } from './types';

/** One entry a frame, in the order shown. */
export interface SceneTrack extends ChangeTrack {
	sharpness: ArrayLike<number>;
	/** 1 where all is black or white. */
	isBlank: ArrayLike<number>;
}

/** Frames [first, end) between two cuts; at least one. */
export interface Scene {
	first: number;
	end: number;
}

/** The scenes of a video, one after the other without a gap; one where nothing is cut. */
export function findScenes(
	track: SceneTrack,
	{ detector, threshold, minimumSeconds }: SampleRequest['scenes'],
): Scene[] {
	const cuts =
		detector === 'content'
			? findContentCuts(track, {
					threshold: threshold ?? DEFAULT_CONTENT_THRESHOLD,
					minimumSeconds,
				})
			: findAdaptiveCuts(track, {
					threshold: threshold ?? DEFAULT_ADAPTIVE_THRESHOLD,
					minimumSeconds,
				});
	const isLong = (from: number, to: number) => isApart(track.seconds, from, to, minimumSeconds);
	const bounds = [0, ...cutAtFades(cuts, track.isBlank, isLong), track.seconds.length];
	return bounds
		.slice(1)
		.map((end, index) => ({ first: bounds[index], end }))
		.filter(({ first, end }) => end > first);
}

/** A frame this much sharper is worth a step aside. */
const MUCH_SHARPER = 2;
const LONGEST_STEP_SECONDS = 0.5;
const LONGEST_STEP_SHARE = 0.25;

/**
 * The frame at `place` (0 start, 1 end) of a scene, moved off black and white, and to a near frame of
 * the scene that is much sharper.
 */
export function frameOfScene(track: SceneTrack, scene: Scene, place: number): number {
	const wished = offBlank(track, scene, frameAt(track, scene, place));
	if (track.isBlank[wished]) return wished;
	const best = sharpestNear(track, scene, wished);
	return track.sharpness[best] >= MUCH_SHARPER * track.sharpness[wished] ? best : wished;
}

/** The last frame that starts by then. */
function frameAt({ seconds }: SceneTrack, { first, end }: Scene, place: number): number {
	const moment = seconds[first] + place * (seconds[end - 1] - seconds[first]);
	let frame = first;
	while (frame + 1 < end && seconds[frame + 1] <= moment) frame++;
	return frame;
}

function offBlank({ isBlank }: SceneTrack, { first, end }: Scene, wished: number): number {
	for (let distance = 0; distance < end - first; distance++) {
		for (const frame of [wished + distance, wished - distance]) {
			if (frame >= first && frame < end && !isBlank[frame]) return frame;
		}
	}
	return wished;
}

function sharpestNear(track: SceneTrack, scene: Scene, wished: number): number {
	const { seconds, sharpness, isBlank } = track;
	const { first, end } = scene;
	const lengthSeconds = seconds[end - 1] - seconds[first];
	const stepSeconds = Math.min(LONGEST_STEP_SECONDS, lengthSeconds * LONGEST_STEP_SHARE);
	const isNear = (frame: number) =>
		frame >= first && frame < end && Math.abs(seconds[frame] - seconds[wished]) <= stepSeconds;
	let best = wished;
	for (const direction of [-1, 1]) {
		for (let frame = wished + direction; isNear(frame); frame += direction) {
			if (!isBlank[frame] && sharpness[frame] > sharpness[best]) best = frame;
		}
	}
	return best;
}
