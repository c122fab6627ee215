import { HEARTBEAT_LEVEL } from '../ffmpeg-log';

/** Frames between two signs of life of a decoder that lets none through. */
const HEARTBEAT_FRAMES = 25;
/** Two frames of a video are never this close; decimals round by less. */
const TOLERANCE = '2e-6';
/** A sign of life. What it prints counts for nothing in the choice, not even where a frame has no time. */
const HEARTBEAT = `if(mod(n,${HEARTBEAT_FRAMES}),0,0*gte(print(t,${HEARTBEAT_LEVEL}),0))`;
/** True, and tells the frame's time in millionths: prints have six decimals. */
const TAKE = '1+0*print(t*1e6)';

/** ffmpeg's filter that lets through exactly the frames of these times, ascending, of the file's own clock. */
export function selectTimes(fileSeconds: readonly number[]): string {
	return `select='${HEARTBEAT}+${searchTree(fileSeconds, 0, fileSeconds.length)}'`;
}

/** ffmpeg's filter that lets through the frames from start to before end, of the file's own clock. */
export function selectSpan(fromSeconds: number, toSeconds: number, keyframesOnly: boolean): string {
	const conditions = [
		`gte(t,${toText(fromSeconds)}-${TOLERANCE})`,
		...(Number.isFinite(toSeconds) ? [`lt(t,${toText(toSeconds)}-${TOLERANCE})`] : []),
		...(keyframesOnly ? ['key'] : []),
	];
	return `select='${HEARTBEAT}+if(${conditions.join('*')},${TAKE},0)'`;
}

/** A few comparisons a frame, however many frames are wanted. */
function searchTree(seconds: readonly number[], from: number, to: number): string {
	if (to - from === 1) return `if(lt(abs(t-${toText(seconds[from])}),${TOLERANCE}),${TAKE},0)`;
	const middle = (from + to) >> 1;
	const border = (seconds[middle - 1] + seconds[middle]) / 2;
	const [before, after] = [searchTree(seconds, from, middle), searchTree(seconds, middle, to)];
	return `if(lt(t,${toText(border)}),${before},${after})`;
}

/** Without an exponent, and in brackets where it is negative. */
function toText(seconds: number): string {
	return seconds < 0 ? `(${seconds.toFixed(9)})` : seconds.toFixed(9);
}
