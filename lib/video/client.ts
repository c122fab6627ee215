import type { ClipJob } from '../clip/types';
import { runTask } from '../inference/pool';
import type { Progress } from '../inference/types';
import { MAXIMUM_MEDIA_SECONDS } from '../limits';
import { VIDEO_ENGINE } from './engine-key';
import { videoInputError } from './errors';
import { judgeByClip } from './judge-by-clip';
import type { VideoInput, VideoOutput } from './task-types';
import type { SampleRequest, Sampling } from './types';

export interface SampleOptions {
	signal?: AbortSignal;
	onProgress?: (progress: Progress) => void;
	/** `relevant` needs it with a query; `informative` tells pictures apart better with it. */
	clip?: { job: ClipJob; query?: string };
}

/**
 * The frames of a video that are worth looking at, as picture files in the request's folder, in the
 * order of time. Runs in an engine process without a model; rejects with a coded error.
 */
export async function sampleVideo(
	request: SampleRequest,
	{ signal, onProgress, clip }: SampleOptions = {},
): Promise<Sampling & { durationMs: number }> {
	const startedMs = performance.now();
	if (request.strategy === 'relevant' && !clip?.query?.trim()) {
		throw videoInputError('QUERY_EMPTY', {});
	}
	const run = <Work extends VideoInput>(input: Work) => runVideoTask(input, { signal, onProgress });
	const usesClip = clip && (request.strategy === 'relevant' || request.strategy === 'informative');
	const sampling = usesClip
		? await judgeByClip(request, run, {
				query: clip.query,
				job: { ...clip.job, signal, onProgress },
			})
		: await run({ kind: 'sample', request });
	return { ...sampling, durationMs: Math.round(performance.now() - startedMs) };
}

async function runVideoTask<Work extends VideoInput>(
	input: Work,
	{ signal, onProgress }: SampleOptions,
): Promise<VideoOutput<Work>> {
	const { output } = await runTask<Work, VideoOutput<Work>>({
		engine: VIDEO_ENGINE,
		taskModule: require.resolve('./task'),
		// The longest video on a machine that just keeps pace with it.
		deadlineMs: MAXIMUM_MEDIA_SECONDS * 1000,
		input,
		signal,
		onProgress,
	});
	return output;
}
