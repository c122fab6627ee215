import type { Task, TaskContext } from '../inference/types';
import { classify } from './classify';
import { cutWarnings } from './cut-warning';
import { findDuplicates } from './duplicates';
import { embedImages } from './embed-images';
import { embedTexts } from './embed-texts';
import { type ClipModel, loadClip } from './model';
import type { ClipInput, ClipWork, TaskOutput } from './task-types';
import type { DuplicateGroup } from './types';
import { encodeVector, mapOutcome } from './wire';

type ModelWork = Exclude<ClipWork, { kind: 'duplicates' }>;

/** The whole job in the engine process: paths or texts in, vectors or scores out. */
export const run: Task<ClipInput, TaskOutput<unknown> | DuplicateGroup[]> = async (
	{ model: files, logitScale, work },
	context,
) => {
	if (work.kind === 'duplicates') return findDuplicates(work, context);
	context.progress({ stage: 'loading the model' });
	const model = await loadClip(context, files, logitScale);
	return runModel(model, { ...work, modelId: files.id }, context);
};

async function runModel(
	model: ClipModel,
	work: ModelWork & { modelId: string },
	context: TaskContext,
): Promise<TaskOutput<unknown>> {
	if (work.kind === 'classify') return classify(model, work, context);
	const { calibration } = model;
	const nothing = { embeddedImages: 0, embeddedTexts: 0, textTokens: 0, warnings: [] };
	if (work.kind === 'images') {
		const { outcomes, embeddedImages } = await embedImages(model, work, context);
		const result = outcomes.map((outcome) =>
			mapOutcome(outcome, (embedding) => ({
				...embedding,
				vector: encodeVector(embedding.vector),
			})),
		);
		return { ...nothing, result, embeddedImages, calibration };
	}
	const { vectors, cutTexts, maximumTokens, ...counts } = await embedTexts(model, work, context);
	return {
		...{ ...nothing, ...counts, calibration },
		result: vectors.map(encodeVector),
		warnings: cutWarnings(cutTexts, maximumTokens),
	};
}
