import { frameOnScreen } from '../media/video/frame-on-screen';
import type { FrameTimes } from '../media/video/types';

/** The true times of the frames on screen at the moments, ascending; a frame that stands longer comes once. */
export function trueFrames(
	times: Pick<FrameTimes, 'seconds'>,
	moments: readonly number[],
): number[] {
	const places = new Set(moments.map((moment) => frameOnScreen(times, moment)));
	return [...places].sort((a, b) => a - b).map((place) => times.seconds[place]);
}
