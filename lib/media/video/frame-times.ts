import { readDecodedTimes } from './decoded-times';
import { videoError } from './errors';
import { frameOnScreen } from './frame-on-screen';
import { readPacketTimes, type PacketTimes } from './packet-times';
import type { FrameTimes, FrameTimesRequest, FrameTimesSource, VideoInfo } from './types';

/** What was read of a file, in its own order. */
export type ReadTimes = Pick<PacketTimes, 'seconds' | 'durations' | 'isKeyframe' | 'breaksOff'>;

/** Lists the frames on screen in a part of a video, without decoding where the packets have times. */
export async function readFrameTimes(
	file: string,
	info: VideoInfo,
	request: FrameTimesRequest = {},
): Promise<FrameTimes> {
	const { read, source, isWhole } = await readTimes(file, info, request);
	const shown = toShown(read, info);
	if (shown.seconds.length === 0) {
		throw videoError('NO_FRAMES', { reason: 'it ends after the header' });
	}
	const times = { ...shown, source, isTruncated: isWhole && isTruncated(info, read, shown) };
	return toPart(times, request);
}

interface Reading {
	read: ReadTimes;
	source: FrameTimesSource;
	/** The end of the file was reached. */
	isWhole: boolean;
}

/** Frames stand up to so far before their place in the file: as many as the usual codecs reorder. */
const REORDER_SECONDS = 5;
const REORDER_FRAMES = 16;
/** Less than this far in, reading from the start costs nothing. */
const WORTH_SEEKING_SECONDS = 60;
/** Nor is there anything to gain by entering the file this near to its start. */
const WORTH_ENTERING_SECONDS = 2;
/** Containers without an index are entered by guess, so earlier. */
const ENTRY_SECONDS = 20;

async function readTimes(
	file: string,
	info: VideoInfo,
	{ startSeconds = 0, endSeconds, signal }: FrameTimesRequest,
): Promise<Reading> {
	const reorderSeconds = Math.max(REORDER_SECONDS, REORDER_FRAMES * usualFrameSeconds(info));
	const toSeconds = endSeconds === undefined ? undefined : endSeconds + reorderSeconds;
	const isWhole = toSeconds === undefined;
	if (startSeconds > WORTH_SEEKING_SECONDS) {
		const fromSeconds = startSeconds - ENTRY_SECONDS;
		const read = await readPacketTimes(file, info, { fromSeconds, toSeconds }, signal);
		const reachesBack = read.seconds.some(
			(seconds, index) => read.isKeyframe[index] === 1 && seconds <= startSeconds,
		);
		if (reachesBack && !read.lacksTimes) return { read, source: 'packets', isWhole };
	}
	const read = await readPacketTimes(file, info, { toSeconds }, signal);
	if (!read.lacksTimes) return { read, source: 'packets', isWhole };
	const decoded = await readDecodedTimes(file, info, signal);
	if (decoded.seconds.length > 0) return { read: decoded, source: 'decoded', isWhole: true };
	return { read: countTimes(info, read), source: 'counted', isWhole: true };
}

/** Times by counting at the average rate: for files that neither say nor show any. */
function countTimes(info: VideoInfo, read: ReadTimes): ReadTimes {
	const seconds = read.seconds.map((_, index) => index * usualFrameSeconds(info));
	return { ...read, seconds };
}

const USUAL_FRAMES_PER_SECOND = 25;

function usualFrameSeconds({ framesPerSecond = USUAL_FRAMES_PER_SECOND }: VideoInfo): number {
	return 1 / framesPerSecond;
}

type Shown = Pick<FrameTimes, 'seconds' | 'isKeyframe' | 'endSeconds'>;

/** In the order shown; without what comes before the first key frame, which no decoder can show. */
function toShown({ seconds, durations, isKeyframe }: ReadTimes, info: VideoInfo): Shown {
	const firstKey = Math.max(0, isKeyframe.indexOf(1));
	const order = new Uint32Array(seconds.length - firstKey)
		.map((_, index) => firstKey + index)
		.filter((index) => seconds[index] >= seconds[firstKey])
		.sort((a, b) => seconds[a] - seconds[b])
		.filter((index, place, all) => place === 0 || seconds[index] > seconds[all[place - 1]]);
	const shown = Float64Array.from(order, (index) => seconds[index]);
	const lastSeconds =
		durations[order.at(-1)!] || shown.at(-1)! - shown.at(-2)! || usualFrameSeconds(info);
	return {
		seconds: shown,
		isKeyframe: Uint8Array.from(order, (index) => isKeyframe[index]),
		endSeconds: order.length === 0 ? 0 : shown.at(-1)! + lastSeconds,
	};
}

/** Whether a file that was read to its end lacks what its header announces. */
function isTruncated(
	{ durationSeconds = 0 }: VideoInfo,
	{ breaksOff }: ReadTimes,
	{ endSeconds }: Shown,
): boolean {
	// Sound often outlasts the picture a little, and headers round.
	const toleranceSeconds = 0.5 + 0.02 * durationSeconds;
	return breaksOff || durationSeconds - endSeconds > toleranceSeconds;
}

function toPart(times: FrameTimes, request: FrameTimesRequest): FrameTimes {
	const { startSeconds = 0, endSeconds = Infinity, keyframesOnly = false } = request;
	const { seconds, isKeyframe } = times;
	const first = frameOnScreen(times, startSeconds);
	const afterEnd = seconds.findIndex((at) => at >= endSeconds - 1e-6);
	const end = afterEnd < 0 ? seconds.length : afterEnd;
	const isWanted = (_: number, offset: number) =>
		!keyframesOnly || isKeyframe[first + offset] === 1;
	const kept = seconds.subarray(first, end).filter(isWanted);
	const isPastTheEnd = startSeconds >= times.endSeconds && startSeconds > 0;
	if (kept.length === 0 || isPastTheEnd) {
		const until = Number.isFinite(endSeconds) ? endSeconds : times.endSeconds;
		throw videoError('NO_FRAMES_IN_PART', { startSeconds, endSeconds: until });
	}
	const key = isKeyframe.lastIndexOf(1, first);
	return {
		...times,
		seconds: kept,
		isKeyframe: isKeyframe.subarray(first, end).filter(isWanted),
		endSeconds: end < seconds.length ? seconds[end] : times.endSeconds,
		...(seconds[key] > WORTH_ENTERING_SECONDS ? { seekSeconds: seconds[key] } : {}),
	};
}
