import { fromPlainError } from '../../errors';
import { runTask } from '../../inference/pool';
import { withWorkspace } from '../../media/workspace';
import { readNpy } from './npy';
import type { VisualInput } from './task-types';
import type {
	EmbeddedPicture,
	EmbedOutcome,
	EmbedRequest,
	PictureOutcome,
	VisualJob,
	VisualTokens,
} from './types';

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

/** The visual tokens of pictures, in order, in memory; rejects with the first failure. */
export async function visualTokens(
	job: VisualJob,
	files: string[],
	signal?: AbortSignal,
): Promise<VisualTokens[]> {
	return withWorkspace(async (folder) => {
		const request = { folder, classToken: true };
		const { result } = await embedPictures(
			{ ...job, signal: signal ?? job.signal },
			files,
			request,
		);
		const tokens: VisualTokens[] = [];
		for (const outcome of result) {
			if (!outcome.ok) throw fromPlainError(outcome.error);
			tokens.push(await readTokens(outcome.result));
		}
		return tokens;
	});
}

async function readTokens(picture: EmbeddedPicture): Promise<VisualTokens> {
	const { rows, columns, dimensions, prefixTokens, hasClassToken, npyFile } = picture;
	const data = await readNpy(npyFile);
	return {
		...{ rows, columns, dimensions, prefixTokens },
		data: hasClassToken ? data.subarray(dimensions) : data,
		...(hasClassToken && { classToken: data.subarray(0, dimensions) }),
	};
}
