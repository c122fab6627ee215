import { HEARTBEAT_LEVEL } from '../ffmpeg-log';
import { streamFfmpeg } from '../ffmpeg';
import { inputOptions } from './decoding';
import type { ReadTimes } from './frame-times';
import { GrowingNumbers } from './growing-numbers';
import type { VideoInfo } from './types';

/** Lists the frames by decoding them all: slow, for files whose packets have no times. */
export async function readDecodedTimes(
	file: string,
	info: VideoInfo,
	signal?: AbortSignal,
): Promise<ReadTimes> {
	const stamps = new GrowingNumbers();
	const keys = new GrowingNumbers();
	const run = streamFfmpeg({
		file,
		inputOptions: inputOptions({ keyframesOnly: false }),
		outputOptions: [
			...['-map', `0:${info.streamIndex}`, '-filter:v', PRINT_TIME_AND_KEY],
			...['-f', 'null'],
		],
		onNote: ({ value, isHeartbeat }) => (isHeartbeat ? keys : stamps).push(value),
		signal,
	});
	for await (const chunk of run.chunks) void chunk;
	const seconds = stamps.toArray().map((micro) => micro / 1e6 - info.originSeconds);
	return {
		seconds,
		durations: new Float64Array(seconds.length),
		isKeyframe: Uint8Array.from(keys.toArray()),
		breaksOff: false,
	};
}

/** Passes no frame on: the numbers are all that is wanted. */
const PRINT_TIME_AND_KEY = `select='0*gte(if(isnan(t),0,print(t*1e6)*0+print(key,${HEARTBEAT_LEVEL})),0)'`;
