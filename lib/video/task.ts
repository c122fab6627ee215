import type { Task } from '../inference/types';
import { frameOnScreen } from '../media/video/frame-on-screen';
import { makeCandidates } from './candidates';
import { finish } from './finish';
import { findInformativeCandidates } from './informative-candidates';
import { locateInList, locateMoments } from './locate';
import { listFrames, openPart, type Part, wantedSize } from './part';
import { momentsByTime } from './pick-by-time';
import { pickInformative } from './pick-informative';
import { pickScenes } from './pick-scenes';
import { planWithin } from './plan';
import type { Candidates, Picked, VideoInput } from './task-types';
import type { Sampling } from './types';

/** The whole job in an engine process: a video's path in, picture files and their times out. */
export const run: Task<VideoInput, Sampling | Candidates> = async (input, context) => {
	const part = await openPart(input.request, context);
	// An unknown model or too small a budget should not cost a pass over the video.
	planWithin(input.request.budget, wantedSize(part))(1);
	if (input.kind === 'candidates') return makeCandidates(part, input);
	if (input.kind === 'extract') return writePicked(part, input.picked);
	const { strategy } = input.request;
	return strategy === 'interval' || strategy === 'count' ? sampleByTime(part) : sampleByLooks(part);
};

async function sampleByTime(part: Part): Promise<Sampling> {
	const { request } = part;
	const plan = planWithin(request.budget, wantedSize(part));
	const located = await locateMoments(part, (span) => momentsByTime(part, span, plan));
	const chosen = located.seconds.map((seconds) => ({ seconds }));
	const allFrames = located.countBetween(-Infinity, Infinity);
	const isCut = request.strategy === 'count' && plan(request.count).count < request.count;
	const wanted = isCut ? Math.min(request.count, allFrames) : undefined;
	return finish(part, { chosen, decodedFrames: 0, wanted }, located);
}

async function sampleByLooks(part: Part): Promise<Sampling> {
	const { request } = part;
	const listed = await listFrames(part);
	const plan = planWithin(request.budget, wantedSize(part));
	const picked =
		request.strategy === 'scenes'
			? await pickScenes(listed)
			: pickInformative(await findInformativeCandidates(listed), request.count, plan);
	part.progress({ stage: 'choosing the frames' });
	return finish(
		part,
		picked,
		locateInList(listed, () => []),
	);
}

/** Pictures of what was chosen outside, by true times. */
async function writePicked(part: Part, picked: Picked): Promise<Sampling> {
	const located = await locateMoments(part, () => picked.chosen.map(({ seconds }) => seconds));
	// A time told by a decoder may differ in its last digits from the same in the list.
	const exact = (seconds: number) => located.seconds[frameOnScreen(located, seconds)];
	const chosen = picked.chosen.map((one) => ({ ...one, seconds: exact(one.seconds) }));
	return finish(part, { ...picked, chosen }, located);
}
