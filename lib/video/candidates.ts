import { MAXIMUM_INFORMATIVE_CANDIDATES, MAXIMUM_RELEVANT_CANDIDATES } from '../limits';
import { scaledBy } from '../media/image/scaled-by';
import type { ImageSize } from '../media/image/types';
import type { InformativeCandidate } from './informative';
import { findInformativeCandidates } from './informative-candidates';
import { intervalMoments, type Span } from './moments';
import { locateMoments } from './locate';
import { listFrames, type Part, wantedSize } from './part';
import { oneForEach } from './pick-informative';
import type { Candidate, Candidates } from './task-types';
import { type Whereabouts, writeFrames } from './write-frames';

/** Small pictures of the moments worth judging by a model, into `folder`. */
export async function makeCandidates(
	part: Part,
	{ folder, pictureEdge }: { folder: string; pictureEdge: number },
): Promise<Candidates> {
	const found = part.request.strategy === 'relevant' ? await spread(part) : await different(part);
	const seconds = found.frames.map((frame) => frame.seconds);
	const pictures = {
		folder,
		format: 'jpeg',
		quality: 95,
		size: shortened(part, pictureEdge),
	} as const;
	const { files } = await writeFrames(
		part,
		seconds,
		found.whereabouts,
		pictures,
		'making small pictures',
	);
	const frames = new Map(found.frames.map((frame) => [frame.seconds, frame]));
	const candidates = files.map(({ seconds: at, file }) => ({
		...frames.get(at)!,
		seconds: at,
		file,
	}));
	const decodedFrames = found.decodedFrames + files.length;
	return { candidates, size: wantedSize(part), decodedFrames };
}

interface Found {
	frames: Pick<Candidate, 'seconds' | 'shownSeconds' | 'looks'>[];
	whereabouts: Whereabouts;
	decodedFrames: number;
}

const CLOSEST_SECONDS = 0.5;

/** Moments all over the part. */
async function spread(part: Part): Promise<Found> {
	const { seconds, whereabouts } = await locateMoments(part, (span: Span) => {
		const length = span.endSeconds - span.startSeconds;
		return intervalMoments(span, Math.max(CLOSEST_SECONDS, length / MAXIMUM_RELEVANT_CANDIDATES));
	});
	const frames = seconds.map((at) => ({ seconds: at, shownSeconds: 0 }));
	return { frames, whereabouts, decodedFrames: 0 };
}

/** A frame of each different picture. */
async function different(part: Part): Promise<Found> {
	const listed = await listFrames(part);
	const { candidates, decodedFrames } = await findInformativeCandidates(listed);
	const frames: InformativeCandidate[] = oneForEach(candidates, MAXIMUM_INFORMATIVE_CANDIDATES);
	return { frames, whereabouts: { times: listed.times }, decodedFrames };
}

/** A model makes pictures smaller by their shorter side. */
function shortened({ info: { size } }: Part, edge: number): ImageSize {
	return scaledBy(size, Math.min(1, edge / Math.min(size.width, size.height)));
}
