import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { MAXIMUM_ASKED_MOMENTS } from '../../lib/limits';
import { findAskedMoments } from '../../lib/video/asked-moments';
import { sampleVideo } from '../../lib/video/client';
import type { Span } from '../../lib/video/moments';
import type { Budget, SampledFrame, SampleRequest } from '../../lib/video/types';

/** What is looked at before and behind a moment that a question names. */
const AROUND_SECONDS = 1;
/** Before, at and behind it. */
const FRAMES_A_MOMENT = 3;

/** The moments that a question names, seconds. */
export const readAskedMoments = (question: string): number[] =>
	findAskedMoments(question).slice(0, MAXIMUM_ASKED_MOMENTS);

/** Where a budget holds, named moments have half of it, each its part. */
export function shareBudget(
	request: SampleRequest,
	moments: number,
): { request: SampleRequest; budgetForEach?: Budget } {
	const { budget } = request;
	if (!budget || moments === 0) return { request };
	const half = Math.floor(budget.maximumTokens / 2);
	return {
		request: { ...request, budget: { ...budget, maximumTokens: budget.maximumTokens - half } },
		budgetForEach: { ...budget, maximumTokens: Math.floor(half / moments) },
	};
}

/** Frames around each of these moments that lies in the part of the video, in the request's size. */
export async function frameAskedMoments(
	request: SampleRequest,
	moments: number[],
	{ startSeconds, endSeconds }: Span,
	signal?: AbortSignal,
): Promise<{ frames: SampledFrame[]; decodedFrames: number }> {
	const frames: SampledFrame[] = [];
	let decodedFrames = 0;
	for (const [place, moment] of moments.entries()) {
		if (moment < startSeconds || moment >= endSeconds) continue;
		const folder = path.join(request.folder, `moment-${place}`);
		await mkdir(folder, { mode: 0o700 });
		const sampling = await sampleVideo(
			{
				...request,
				folder,
				strategy: 'count',
				count: FRAMES_A_MOMENT,
				keyframesOnly: false,
				startSeconds: Math.max(startSeconds, moment - AROUND_SECONDS),
				endSeconds: Math.min(endSeconds, moment + AROUND_SECONDS),
			},
			{ signal },
		);
		frames.push(...sampling.frames);
		decodedFrames += sampling.decodedFrames;
	}
	return { frames, decodedFrames };
}
