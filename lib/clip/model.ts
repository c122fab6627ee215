import type { TaskContext } from '../inference/types';
import { readImageProcessor } from '../media/image/processor-config';
import type { ImageProcessor } from '../media/image/types';
import type { ResolvedModel } from '../models/types';
import { roundsByBatch } from './batch-dependence';
import { withScale } from './calibration';
import { readClipConfig } from './config';
import { usualSize } from './image-feeds';
import type { Lanes } from './lanes';
import { openHalves } from './open-halves';
import type { EmbedPictures } from './picture-half';
import type { TextHalf } from './text-half';
import type { Calibration } from './types';

/** A model of two towers ready to work, with what it needs beside it. */
export interface ClipModel {
	name: string;
	processor: ImageProcessor;
	/** Opens the half on its first use. */
	embedPictures: EmbedPictures;
	/** Opens the half on its first use. */
	openTexts(): Promise<TextHalf>;
	/** The file of a half that may be opened once in each lane. */
	lanes?: Lanes & { file: string };
	/** Told the numbers in a picture's vector; throws CLIP_HALVES_DISAGREE. */
	agree(numbers: number): void;
	/** Undefined: no probability can be given. */
	calibration?: Calibration;
	/** Rough bytes of activations a picture takes, for sizing batches. */
	activationBytesPerImage: number;
	/** 8-bit models that quantise activations over the whole batch give another vector in other company. */
	batchDependent: { pictures: boolean; texts: boolean };
}

/** Where a tower is not described: a picture's own bytes times what towers of that kind take. */
const ACTIVATION_FACTOR = 64;

/** Loads a model, or takes the one that this engine holds. `logitScale` goes before the model's own. */
export async function loadClip(
	context: TaskContext,
	files: ResolvedModel,
	logitScale?: number,
): Promise<ClipModel> {
	const model = await context.keep(`clip ${files.id}`, () => load(context, files));
	if (logitScale === undefined) return model;
	return { ...model, calibration: withScale(model.calibration, logitScale) };
}

async function load(context: TaskContext, files: ResolvedModel): Promise<ClipModel> {
	const { name, folder, parts } = files;
	const [config, processor] = await Promise.all([
		readClipConfig(folder),
		readImageProcessor(folder),
	]);
	const { joint, ...halves } = await openHalves(context, files, { config, processor });
	const size = joint?.pictureSize ?? usualSize(processor);
	// Where the size is in the file alone, pictures go one by one.
	const pixels = size ? size.width * size.height : Infinity;
	return {
		...{ name, processor, ...halves },
		activationBytesPerImage: config.activationBytes ?? ACTIVATION_FACTOR * 3 * 4 * pixels,
		batchDependent: {
			pictures: await roundsByBatch(parts.vision_model ?? parts.model),
			texts: await roundsByBatch(parts.text_model ?? parts.model),
		},
	};
}
