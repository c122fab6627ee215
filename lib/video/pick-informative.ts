import type { FramePlan } from './budget';
import { chooseInformative, joinRuns, type InformativeCandidate } from './informative';
import type { Picked } from './task-types';

/** The frames that tell most, by their looks alone. */
export function pickInformative(
	{ candidates, decodedFrames }: { candidates: InformativeCandidate[]; decodedFrames: number },
	count: number,
	plan: (wanted: number) => Pick<FramePlan, 'count'>,
): Picked {
	const most = chooseInformative(candidates, count);
	const allowed = plan(Math.max(1, most.length)).count;
	const kept = allowed < most.length ? chooseInformative(candidates, allowed) : most;
	const chosen = kept.map(({ index, score }) => ({ seconds: candidates[index].seconds, score }));
	return { chosen, decodedFrames, wanted: most.length };
}

/** One candidate for each different picture, the longest shown where there are too many. */
export function oneForEach(
	candidates: InformativeCandidate[],
	most: number,
): InformativeCandidate[] {
	return joinRuns(candidates)
		.sort((one, other) => other.shownSeconds - one.shownSeconds)
		.slice(0, most)
		.sort((one, other) => one.index - other.index)
		.map(({ index, shownSeconds }) => ({ ...candidates[index], shownSeconds }));
}
