import type { ReadTimes } from './frame-times';
import type { FrameTimes, VideoInfo } from './types';

/** Whether a file that was read to its end lacks what its header announces. */
export function isTruncated(
	{ durationSeconds = 0 }: VideoInfo,
	read: Pick<ReadTimes, 'breaksOff'>,
	{ endSeconds }: Pick<FrameTimes, 'endSeconds'>,
): boolean {
	return read.breaksOff || durationSeconds - endSeconds > tolerate(durationSeconds);
}

/** Sound often outlasts the picture a little, and headers round. */
function tolerate(durationSeconds: number): number {
	return 0.5 + 0.02 * durationSeconds;
}
