import { frameOnScreen } from './frame-on-screen';
import type { FrameTimes, VideoInfo } from './types';

/** One run of ffmpeg. */
export interface ExtractionPass {
	/** Times of the frames it is to make, ascending. */
	seconds: number[];
	/** Where it enters the file: ffmpeg's `-ss`; absent: at the start. */
	seekSeconds?: number;
	/** Decode key frames only: those wanted are such. */
	keyframesOnly: boolean;
	/** The second try for what a shortcut missed: there is no third. */
	isCareful?: boolean;
}

/** How long ffmpeg takes to start, open a file and enter it, by the pixels it decodes in a second; both measured roughly. */
const START_SECONDS = 0.3;
const DECODED_PIXELS_PER_SECOND = 400e6;
/** Passing over a packet without decoding it, as part of decoding it. */
const SKIPPING_COST = 0.03;

/** Chooses between one pass over everything and several that enter the file where frames are wanted, by their cost. */
export function planExtraction(
	info: Pick<VideoInfo, 'size' | 'formatName'>,
	times: FrameTimes | undefined,
	seconds: readonly number[],
): ExtractionPass[] {
	if (!times || times.source !== 'packets')
		return [{ seconds: [...seconds], keyframesOnly: false }];
	const wanted = seconds.map((at) => locate(times, at));
	const keyframesOnly = wanted.every(({ frame, key }) => frame === key);
	const startCost = costOfStart(info);
	const groups: Wanted[][] = [];
	for (const one of wanted) {
		const previous = groups.at(-1)?.at(-1);
		const costToGoOn = previous
			? costBetween(times, previous.frame, one.frame, keyframesOnly)
			: Infinity;
		const costToEnter = startCost + one.frame - one.key;
		if (costToGoOn <= costToEnter) groups.at(-1)!.push(one);
		else groups.push([one]);
	}
	return groups.map((group) => ({
		seconds: group.map(({ seconds: at }) => at),
		keyframesOnly,
		...entry(info, times, group[0], startCost),
	}));
}

interface Wanted {
	seconds: number;
	/** Its index, and that of the key frame that decoding it starts from; -1 where that is before the list. */
	frame: number;
	key: number;
}

function locate({ seconds, isKeyframe }: FrameTimes, at: number): Wanted {
	const frame = frameOnScreen({ seconds }, at);
	return { seconds: at, frame, key: isKeyframe.lastIndexOf(1, frame) };
}

function costOfStart({ size }: Pick<VideoInfo, 'size'>): number {
	return (START_SECONDS * DECODED_PIXELS_PER_SECOND) / (size.width * size.height);
}

function costBetween(times: FrameTimes, from: number, to: number, keyframesOnly: boolean): number {
	if (!keyframesOnly) return to - from;
	const keys = times.isKeyframe.subarray(from + 1, to + 1).reduce((sum, key) => sum + key, 0);
	return keys + SKIPPING_COST * (to - from);
}

/** ffmpeg enters this much earlier than told where frames are reordered, so it is told later. */
const FFMPEG_LEAD_SECONDS = 0.14;
/** Without an index the place is a guess. */
const GUESS_SECONDS = 2;

function entry(
	info: Pick<VideoInfo, 'formatName'>,
	times: FrameTimes,
	{ key }: Wanted,
	startCost: number,
): { seekSeconds?: number } {
	const isNearStart = times.seekSeconds === undefined && key < startCost;
	const seekSeconds = isNearStart ? undefined : entrySeconds(info, times, key);
	return seekSeconds === undefined ? {} : { seekSeconds };
}

/** What to tell ffmpeg so that it starts at a key frame of a list, or at the one before the list; undefined: the start. */
export function entrySeconds(
	{ formatName }: Pick<VideoInfo, 'formatName'>,
	times: FrameTimes | undefined,
	key = -1,
): number | undefined {
	const keySeconds = key >= 0 ? times?.seconds[key] : times?.seekSeconds;
	if (!times || times.source !== 'packets' || keySeconds === undefined) return undefined;
	if (!HAS_INDEX.test(formatName)) {
		return keySeconds > GUESS_SECONDS ? keySeconds - GUESS_SECONDS : undefined;
	}
	const nextKey = times.seconds.findIndex(
		(at, index) => times.isKeyframe[index] === 1 && at > keySeconds,
	);
	const untilNextKey = nextKey < 0 ? Infinity : times.seconds[nextKey] - keySeconds;
	return keySeconds + Math.min(FFMPEG_LEAD_SECONDS, untilNextKey / 2);
}

const HAS_INDEX = /^(mov|matroska)/;
