import { MAXIMUM_SAMPLED_FRAMES } from '../limits';
import type { FramePlan } from './budget';
import { evenMoments } from './moments';
import { videoInputError } from './errors';
import { countIntervalMoments, intervalMoments, type Span } from './moments';
import type { SampleRequest } from './types';

/** The moments that `interval` and `count` ask for, no more than the budget allows. */
export function momentsByTime(
	request: SampleRequest,
	span: Span,
	plan: (wanted: number) => Pick<FramePlan, 'count'>,
): number[] {
	if (request.strategy === 'count') return evenMoments(span, plan(request.count).count);
	const { intervalSeconds } = request;
	const frames = countIntervalMoments(span, intervalSeconds);
	if (frames > MAXIMUM_SAMPLED_FRAMES) {
		const length = span.endSeconds - span.startSeconds;
		const shortestSeconds = Math.ceil((length / MAXIMUM_SAMPLED_FRAMES) * 1000) / 1000;
		throw videoInputError('FRAMES_TOO_MANY', { frames, shortestSeconds });
	}
	return intervalMoments(span, intervalSeconds);
}
