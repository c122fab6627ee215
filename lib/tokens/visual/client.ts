import { runTask } from '../../inference/pool';
import type { VisualInput } from './task-types';
import type { EmbedOutcome, EmbedRequest, PictureOutcome, VisualJob } from './types';

export { visionRequirement } from './requirement';

/**
 * Makes visual tokens of pictures, in order, as files in the request's folder. Runs in the model's engine
 * process, which keeps it for the next call. A picture that cannot be read fails alone.
 */
export async function embedPictures(
	{ model, device, signal, onProgress }: VisualJob,
	files: string[],
	request: EmbedRequest,
): Promise<EmbedOutcome> {
	const startedMs = performance.now();
	const { output, backend } = await runTask<VisualInput, PictureOutcome[]>({
		engine: { modelId: model.id, device },
		taskModule: require.resolve('./task'),
		input: { model, files, request },
		signal,
		onProgress,
	});
	const durationMs = Math.round(performance.now() - startedMs);
	return { result: output, backend, durationMs };
}
