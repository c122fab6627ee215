import { countTimes } from './counted-times';
import { readDecodedTimes } from './decoded-times';
import { videoError } from './errors';
import { readPacketTimes, type PacketTimes } from './packet-times';
import { isTruncated } from './truncation';
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
	const shown = toShown(read);
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

/** Frames stand up to this far before their place in the file. */
const REORDER_SECONDS = 5;
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
	const toSeconds = endSeconds === undefined ? undefined : endSeconds + REORDER_SECONDS;
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

type Shown = Pick<FrameTimes, 'seconds' | 'isKeyframe' | 'endSeconds'>;

/** In the order shown; without what comes before the first key frame, which no decoder can show. */
function toShown({ seconds, durations, isKeyframe }: ReadTimes): Shown {
	const firstKey = Math.max(0, isKeyframe.indexOf(1));
	const fromSeconds = seconds[firstKey];
	const order = Array.from(seconds.keys())
		.filter((index) => index >= firstKey && seconds[index] >= fromSeconds)
		.sort((a, b) => seconds[a] - seconds[b])
		.filter((index, place, all) => place === 0 || seconds[index] > seconds[all[place - 1]]);
	const last = order.at(-1) ?? 0;
	return {
		seconds: Float64Array.from(order, (index) => seconds[index]),
		isKeyframe: Uint8Array.from(order, (index) => isKeyframe[index]),
		endSeconds: order.length === 0 ? 0 : seconds[last] + durationOfLast(seconds, durations, order),
	};
}

function durationOfLast(seconds: Float64Array, durations: Float64Array, order: number[]): number {
	const last = order[order.length - 1];
	if (durations[last] > 0 || order.length < 2) return durations[last];
	return seconds[last] - seconds[order[order.length - 2]];
}

function toPart(times: FrameTimes, request: FrameTimesRequest): FrameTimes {
	const { startSeconds = 0, endSeconds = Infinity, keyframesOnly = false } = request;
	const { seconds, isKeyframe } = times;
	const afterStart = seconds.findIndex((at) => at > startSeconds + 1e-6);
	const first = Math.max(0, (afterStart < 0 ? seconds.length : afterStart) - 1);
	const afterEnd = seconds.findIndex((at) => at >= endSeconds - 1e-6);
	const end = afterEnd < 0 ? seconds.length : afterEnd;
	const isPastTheEnd = startSeconds >= times.endSeconds && startSeconds > 0;
	const wanted = Array.from({ length: Math.max(0, end - first) }, (_, offset) => first + offset);
	const kept = keyframesOnly ? wanted.filter((index) => isKeyframe[index] === 1) : wanted;
	if (kept.length === 0 || isPastTheEnd) {
		const until = Number.isFinite(endSeconds) ? endSeconds : times.endSeconds;
		throw videoError('NO_FRAMES_IN_PART', { startSeconds, endSeconds: until });
	}
	const key = isKeyframe.lastIndexOf(1, first);
	return {
		...times,
		seconds: Float64Array.from(kept, (index) => seconds[index]),
		isKeyframe: Uint8Array.from(kept, (index) => isKeyframe[index]),
		endSeconds: end < seconds.length ? seconds[end] : times.endSeconds,
		...(seconds[key] > WORTH_ENTERING_SECONDS ? { seekSeconds: seconds[key] } : {}),
	};
}
