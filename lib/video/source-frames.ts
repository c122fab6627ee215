import { frameOnScreen } from '../media/video/frame-on-screen';
import type { FrameTimes } from '../media/video/types';
import type { Span } from './moments';

/** How many source frames each chosen one stands for: those from halfway to its neighbours. */
export function countStandIns(
	chosenSeconds: readonly number[],
	countBetween: (fromSeconds: number, toSeconds: number) => number,
): number[] {
	const halfway = (index: number) => (chosenSeconds[index - 1] + chosenSeconds[index]) / 2;
	return chosenSeconds.map((_, index) =>
		countBetween(
			index === 0 ? -Infinity : halfway(index),
			index === chosenSeconds.length - 1 ? Infinity : halfway(index + 1),
		),
	);
}

/** Frames with a time from one moment to before another, out of a whole list. */
export function countListed({ seconds }: Pick<FrameTimes, 'seconds'>) {
	const before = (moment: number) => {
		if (moment === -Infinity || seconds.length === 0) return 0;
		if (moment === Infinity) return seconds.length;
		const place = frameOnScreen({ seconds }, moment);
		return seconds[place] < moment ? place + 1 : place;
	};
	return (from: number, to: number) => before(to) - before(from);
}

/** The same worked out of the average rate, where a list would take too long to make. */
export function countByRate(span: Span, framesPerSecond: number) {
	const clamp = (moment: number) => Math.min(span.endSeconds, Math.max(span.startSeconds, moment));
	const before = (moment: number) =>
		Math.round((clamp(moment) - span.startSeconds) * framesPerSecond);
	return (from: number, to: number) => before(to) - before(from);
}
