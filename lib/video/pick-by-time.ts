import { MAXIMUM_SAMPLED_FRAMES } from '../limits';
import type { VideoInfo } from '../media/video/types';
import type { FramePlan } from './budget';
import { videoInputError } from './errors';
import { countIntervalMoments, evenMoments, intervalMoments, type Span } from './moments';
import type { Part } from './part';

/** The moments that `interval` and `count` ask for, no more than the budget allows. */
export function momentsByTime(
	{ request, info }: Pick<Part, 'request' | 'info'>,
	span: Span,
	plan: (wanted: number) => Pick<FramePlan, 'count'>,
): number[] {
	if (request.strategy === 'count') return evenMoments(span, plan(request.count).count);
	const { intervalSeconds, endSeconds } = request;
	const whole = endSeconds === undefined ? withoutTail(span, info) : span;
	const frames = countIntervalMoments(whole, intervalSeconds);
	if (frames > MAXIMUM_SAMPLED_FRAMES) {
		const length = span.endSeconds - span.startSeconds;
		const shortestSeconds = Math.ceil((length / MAXIMUM_SAMPLED_FRAMES) * 1000) / 1000;
		throw videoInputError('FRAMES_TOO_MANY', { frames, shortestSeconds });
	}
	return intervalMoments(whole, intervalSeconds);
}

const LONGEST_TAIL_SECONDS = 0.1;
/** The last frame's own start still counts. */
const ROUNDING_SECONDS = 1e-5;

/** At 29.97 frames a second four seconds of video end 4 ms after the fourth: nobody expects a fifth frame. */
function withoutTail(span: Span, { framesPerSecond = Infinity }: VideoInfo): Span {
	const tailSeconds = Math.min(1 / framesPerSecond, LONGEST_TAIL_SECONDS);
	return { ...span, endSeconds: span.endSeconds - tailSeconds + ROUNDING_SECONDS };
}
