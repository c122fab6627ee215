import { embedImages, embedTexts } from '../clip/client';
import type { ClipJob } from '../clip/types';
import { dot } from '../clip/vectors';
import { fromPlainError } from '../errors';
import { readImageProcessor } from '../media/image/processor-config';
import { withWorkspace } from '../media/workspace';
import type { InformativeCandidate } from './informative';
import { pickInformative } from './pick-informative';
import { planWithin } from './plan';
import { chooseRelevant } from './relevant';
import type { Candidate, Candidates, Picked, VideoInput, VideoOutput } from './task-types';
import type { SampleRequest, Sampling } from './types';

type RunTask = <Input extends VideoInput>(input: Input) => Promise<VideoOutput<Input>>;

/** A candidate that the model could see. */
type Seen = Candidate & { embedding: Float32Array };

/**
 * Samples with a model's help: small pictures of the candidates are made in the video's process, judged
 * in the model's, and the chosen frames made at full size in the video's again.
 */
export async function judgeByClip(
	request: SampleRequest,
	run: RunTask,
	{ job, query }: { job: ClipJob; query?: string },
): Promise<Sampling> {
	const picked = await withWorkspace(async (folder) => {
		const pictureEdge = await readPictureEdge(job.model.folder);
		const found = await run({ kind: 'candidates', request, folder, pictureEdge });
		const seen = await see(job, found.candidates);
		return request.strategy === 'relevant'
			? await pickRelevant(request, found, seen, { job, query: query ?? '' })
			: pickSeen(request, found, seen);
	});
	return run({ kind: 'extract', request, picked });
}

/** Without steps that make pictures smaller a model takes them so large. */
const USUAL_EDGE = 384;

/** Where CLIP's training ends. */
const USUAL_LOGIT_SCALE = 100;

async function readPictureEdge(folder: string): Promise<number> {
	const { resize, centreCrop } = await readImageProcessor(folder);
	if (resize && 'shortestEdge' in resize) return resize.shortestEdge;
	const size = resize?.exact ?? centreCrop;
	return size ? Math.max(size.width, size.height) : USUAL_EDGE;
}

async function see(job: ClipJob, candidates: Candidate[]): Promise<Seen[]> {
	const { result } = await embedImages(
		job,
		candidates.map(({ file }) => file),
	);
	return result.map((outcome, index) => {
		// The pictures are our own; one that cannot be read is a failure of the whole.
		if (!outcome.ok) throw fromPlainError(outcome.error);
		return { ...candidates[index], embedding: outcome.result.vector };
	});
}

async function pickRelevant(
	{ count, budget }: SampleRequest,
	{ size, decodedFrames }: Candidates,
	seen: Seen[],
	{ job, query }: { job: ClipJob; query: string },
): Promise<Picked> {
	const { result, calibration } = await embedTexts(job, [query.trim()]);
	const how = { logitScale: calibration?.scale ?? USUAL_LOGIT_SCALE };
	const judged = seen.map(({ seconds, embedding }) => ({
		...{ seconds, embedding },
		similarity: dot(embedding, result[0]),
	}));
	const most = chooseRelevant(judged, count, how);
	const allowed = planWithin(budget, size)(most.length).count;
	const kept = allowed < most.length ? chooseRelevant(judged, allowed, how) : most;
	const chosen = kept.map(({ index, score }) => ({ seconds: judged[index].seconds, score }));
	return { chosen, decodedFrames, wanted: most.length };
}

function pickSeen({ count, budget }: SampleRequest, found: Candidates, seen: Seen[]): Picked {
	const { size, decodedFrames } = found;
	const candidates = seen.filter((one): one is Seen & InformativeCandidate => Boolean(one.looks));
	return pickInformative({ candidates, decodedFrames }, count, planWithin(budget, size));
}
