import type { TaskContext } from '../inference/types';
import { readImageProcessor } from '../media/image/processor-config';
import type { ImageProcessor } from '../media/image/types';
import type { ResolvedModel } from '../models/types';
import { roundsByBatch } from './batch-dependence';
import { calibrate, withScale } from './calibration';
import { type ClipConfig, readClipConfig } from './config';
import { openHalves, type OpenHalves } from './open-files';
import { portNamed } from './session-metadata';
import { type ClipTokenizer, readTokenizer } from './tokenizer';
import { type ClipTowers, makeTowers } from './towers';
import type { Calibration } from './types';

export type { ClipTokenizer, TokenisedText } from './tokenizer';
export type { ClipTowers } from './towers';

/** A model of two towers ready to work, with what it needs beside it. */
export interface ClipModel {
	name: string;
	processor: ImageProcessor;
	tokenizer: ClipTokenizer;
	towers: ClipTowers;
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
	const model = await context.keep(`clip ${files.id}`, () => open(context, files));
	if (logitScale === undefined) return model;
	return { ...model, calibration: withScale(model.calibration, logitScale) };
}

async function open(
	{ backend }: TaskContext,
	{ name, folder, parts }: ResolvedModel,
): Promise<ClipModel> {
	const [config, processor] = await Promise.all([
		readClipConfig(folder),
		readImageProcessor(folder),
	]);
	const halves = await openHalves(backend, parts);
	try {
		const tokenizer = await readTokenizer(folder, withinFile(config, halves));
		const { Tensor } = backend;
		const towers = await makeTowers(halves, { config, processor, tokenizer, Tensor });
		const { width, height } = towers.pictureSize;
		return {
			name,
			processor,
			tokenizer,
			towers,
			calibration: await calibrate(name, config, towers, tokenizer),
			activationBytesPerImage: config.activationBytes ?? ACTIVATION_FACTOR * 3 * 4 * width * height,
			batchDependent: {
				pictures: await roundsByBatch(parts.vision_model ?? parts.model),
				texts: await roundsByBatch(parts.text_model ?? parts.model),
			},
		};
	} catch (error) {
		await halves.release();
		throw error;
	}
}

/** A file may take texts of one length only, whatever config.json says. */
function withinFile(config: ClipConfig, { text }: OpenHalves): ClipConfig {
	const fixedLength = portNamed(text.inputs, 'input_ids')?.shape[1] ?? Infinity;
	const maximumTokens = Math.min(config.maximumTokens ?? Infinity, fixedLength);
	return maximumTokens < Infinity ? { ...config, maximumTokens } : config;
}
