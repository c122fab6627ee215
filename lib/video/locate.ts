import { MultimodalError } from '../errors';
import { frameOnScreen } from '../media/video/frame-on-screen';
import type { FrameTimes } from '../media/video/types';
import type { Span } from './moments';
import { type ListedPart, listFrames, type Part } from './part';
import { countByRate, countListed } from './source-frames';
import { areFew, findSpots } from './spots';
import { toTimecode } from './timecode';
import type { Whereabouts } from './write-frames';

/** Frames of a part, found. */
export interface Located {
	span: Span;
	/** True times, ascending. */
	seconds: number[];
	whereabouts: Whereabouts;
	/** Source frames with a time from one moment to before another. */
	countBetween(fromSeconds: number, toSeconds: number): number;
	warnings: string[];
}

/**
 * The frames on screen at moments. Few frames of a long video are looked up one by one; otherwise all
 * frames of the part are listed, and the moments worked out of its true length.
 */
export async function locateMoments(
	part: Part,
	momentsOf: (span: Span) => number[],
): Promise<Located> {
	return (await locateFew(part, momentsOf)) ?? locateInList(await listFrames(part), momentsOf);
}

/** The same in a part whose frames are listed. */
export function locateInList(part: ListedPart, momentsOf: (span: Span) => number[]): Located {
	const { times, allowed, span } = part;
	return {
		span,
		seconds: trueFrames({ seconds: allowed }, momentsOf(span)),
		whereabouts: { times },
		countBetween: countListed(times),
		warnings: damageWarnings(times, span.startSeconds),
	};
}

/** The true times of the frames on screen at the moments, ascending; a frame that stands longer comes once. */
export function trueFrames(
	times: Pick<FrameTimes, 'seconds'>,
	moments: readonly number[],
): number[] {
	const places = new Set(moments.map((moment) => frameOnScreen(times, moment)));
	return [...places].sort((a, b) => a - b).map((place) => times.seconds[place]);
}

const BREAKS_OFF = 'The video breaks off before its end; the frames that are there were taken.';
/** Sound often starts a little before the picture. */
const LATE_SECONDS = 1;

function damageWarnings({ seconds, isTruncated }: FrameTimes, startSeconds: number): string[] {
	const isLate = seconds[0] - startSeconds > LATE_SECONDS;
	const late = `There is no picture before ${toTimecode(seconds[0])}: the video's picture begins there, or what is before it is damaged.`;
	return [...(isLate ? [late] : []), ...(isTruncated ? [BREAKS_OFF] : [])];
}

async function locateFew(
	part: Part,
	momentsOf: (span: Span) => number[],
): Promise<Located | undefined> {
	const span = headerSpan(part);
	const { framesPerSecond } = part.info;
	if (!span || framesPerSecond === undefined) return undefined;
	if (!areFew(1, span.endSeconds - span.startSeconds)) return undefined;
	const moments = tryMoments(span, momentsOf);
	if (!moments || !areFew(moments.length, span.endSeconds - span.startSeconds)) return undefined;
	const spots = await findSpots(part, moments);
	if (!spots) return undefined;
	const countBetween = countByRate(span, framesPerSecond);
	const seconds = spots.map((spot) => spot.seconds);
	return { span, seconds, whereabouts: { spots }, countBetween, warnings: [] };
}

/** None where there would be too many by a header that may lie: the list tells. */
function tryMoments(span: Span, momentsOf: (span: Span) => number[]): number[] | undefined {
	try {
		return momentsOf(span);
	} catch (error) {
		if (error instanceof MultimodalError && error.code === 'FRAMES_TOO_MANY') return undefined;
		throw error;
	}
}

/** As the header says; it may lie, and then a frame is not found. */
function headerSpan({ request, info }: Part): Span | undefined {
	if (info.durationSeconds === undefined) return undefined;
	const startSeconds = request.startSeconds ?? 0;
	const endSeconds = Math.min(request.endSeconds ?? Infinity, info.durationSeconds);
	return endSeconds > startSeconds ? { startSeconds, endSeconds } : undefined;
}
