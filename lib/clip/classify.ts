import type { TaskContext } from '../inference/types';
import type { Transparency } from '../media/image/types';
import { breathe } from './breathe';
import { cutWarnings } from './cut-warning';
import { embedImages } from './embed-images';
import { clipInputError, clipModelError } from './errors';
import { labelVectors } from './label-vectors';
import type { ClipModel } from './model';
import { scoreLabels } from './scores';
import type { TaskOutput } from './task-types';
import { checkLabelSet } from './templates';
import type { Calibration, Classification, ImageOutcome, LabelSet } from './types';
import { dot } from './vectors';
import { mapOutcome } from './wire';

interface Request {
	modelId: string;
	files: string[];
	transparency: Transparency;
	labels: LabelSet;
	multiLabel: boolean;
}

/** The labels' scores for each picture. */
export async function classify(
	model: ClipModel,
	{ labels: given, multiLabel, ...pictures }: Request,
	context: TaskContext,
): Promise<TaskOutput<ImageOutcome<Classification>[]>> {
	const calibration = checkedCalibration(model, multiLabel);
	const set = checkLabelSet(given);
	const texts = await labelVectors(model, { ...set, modelId: pictures.modelId }, context);
	const { outcomes, embeddedImages } = await embedImages(model, pictures, context);
	const result: ImageOutcome<Classification>[] = [];
	for (const outcome of outcomes) {
		await breathe(context.signal);
		result.push(
			mapOutcome(outcome, ({ vector }) => {
				const similarities = texts.vectors.map((label) => dot(label, vector));
				return { scores: scoreLabels(set.labels, similarities, calibration) };
			}),
		);
	}
	const { embeddedTexts, textTokens } = texts;
	return {
		...{ result, calibration, embeddedImages, embeddedTexts, textTokens },
		warnings: cutWarnings(texts.cutTexts, texts.maximumTokens),
	};
}

function checkedCalibration({ name, calibration }: ClipModel, multiLabel: boolean): Calibration {
	if (!calibration) throw clipModelError('CALIBRATION_UNKNOWN', { model: name });
	if (multiLabel && calibration.kind === 'softmax') {
		throw clipInputError('MULTI_LABEL_UNSUPPORTED', { model: name });
	}
	return calibration;
}
