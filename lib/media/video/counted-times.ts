import type { ReadTimes } from './frame-times';
import type { PacketTimes } from './packet-times';
import type { VideoInfo } from './types';

const USUAL_FRAMES_PER_SECOND = 25;

/** Times by counting packets at the average rate: for files that neither say nor show any. */
export function countTimes(info: VideoInfo, packets: PacketTimes): ReadTimes {
	const frameSeconds = 1 / (info.framesPerSecond ?? USUAL_FRAMES_PER_SECOND);
	return {
		...packets,
		seconds: packets.seconds.map((_, index) => index * frameSeconds),
		durations: packets.durations.fill(frameSeconds),
	};
}
