import { runTask } from '../inference/pool';
import { withPackedVectors } from './packed-vectors';
import { sparingOthers } from './spare-others';
import type { ClipInput, ClipWork, TaskOutput } from './task-types';
import type {
	Classification,
	ClipJob,
	ClipOutcome,
	DuplicateGroup,
	ImageEmbedding,
	ImageOutcome,
	LabelSet,
} from './types';
import { decodeVector, mapOutcome, type WireEmbedding } from './wire';

export { CLIP_REQUIREMENT, clipRequirement } from './requirement';

/** The pictures' places in the model's space, in order; a picture that cannot be read fails alone. */
export async function embedImages(
	job: ClipJob,
	files: string[],
): Promise<ClipOutcome<ImageOutcome<ImageEmbedding>[]>> {
	const outcome = await runOnPictures<WireEmbedding>(job, files, { kind: 'images' });
	const result = outcome.result.map((one) =>
		mapOutcome(one, (wire) => ({ ...wire, vector: decodeVector(wire.vector) })),
	);
	return { ...outcome, result };
}

/** The texts' places in the model's space, in order. */
export async function embedTexts(
	job: ClipJob,
	texts: string[],
): Promise<ClipOutcome<Float32Array[]>> {
	const outcome = await runWork<string[]>(job, { kind: 'texts', texts });
	return { ...outcome, result: outcome.result.map(decodeVector) };
}

/** The labels' scores for each picture; `multiLabel` asks of each label by itself whether it fits. */
export function classifyImages(
	job: ClipJob,
	files: string[],
	labels: LabelSet,
	{ multiLabel }: { multiLabel: boolean },
): Promise<ClipOutcome<ImageOutcome<Classification>[]>> {
	return runOnPictures<Classification>(job, files, { kind: 'classify', labels, multiLabel });
}

/**
 * Groups by similarity, in the order of preference: the best picture takes all that are at least
 * `threshold` similar to it, then the best of the rest. A picture without likeness is a group of one.
 */
export function groupDuplicates(
	job: ClipJob,
	vectors: Float32Array[],
	{ threshold, order }: { threshold: number; order: number[] },
): Promise<DuplicateGroup[]> {
	const count = vectors.length;
	return withPackedVectors(vectors, async (packed) => {
		const work = { kind: 'duplicates' as const, vectors: packed, count, threshold, order };
		const { output } = await runInEngine<DuplicateGroup[]>(job, work);
		return output;
	});
}

type PictureWork = { kind: 'images' } | { kind: 'classify'; labels: LabelSet; multiLabel: boolean };

function runOnPictures<Result>(job: ClipJob, files: string[], work: PictureWork) {
	const { transparency = 'white' } = job;
	return sparingOthers(
		files,
		(some, onProgress) =>
			runWork<ImageOutcome<Result>[]>(
				{ ...job, onProgress },
				{ ...work, files: some, transparency },
			),
		job.onProgress,
	);
}

async function runWork<Result>(job: ClipJob, work: ClipWork): Promise<ClipOutcome<Result>> {
	const startedMs = performance.now();
	const { output, backend } = await runInEngine<TaskOutput<Result>>(job, work);
	return { ...output, backend, durationMs: Math.round(performance.now() - startedMs) };
}

function runInEngine<Output>(job: ClipJob, work: ClipWork) {
	const { model, device, logitScale, signal, onProgress } = job;
	return runTask<ClipInput, Output>({
		engine: { modelId: model.id, device },
		taskModule: require.resolve('./task'),
		input: { model, logitScale, work },
		signal,
		onProgress,
	});
}
