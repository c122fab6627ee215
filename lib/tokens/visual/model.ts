import path from 'node:path';
import type { TaskContext } from '../../inference/types';
import { readImageProcessor } from '../../media/image/processor-config';
import { channelsOf } from '../../media/image/to-planes';
import type { ImageProcessor } from '../../media/image/types';
import type { ResolvedModel } from '../../models/types';
import type { GridClues } from './grid';
import { openEncoder, type RunEncoder } from './encoder';
import { readGridClues } from './vision-config';

/** A vision encoder ready to work, with what it needs beside it. */
export interface VisionModel {
	/** The name of its file, for messages. */
	file: string;
	processor: ImageProcessor;
	clues: GridClues;
	encode: RunEncoder;
}

/** Loads a model, or takes the one that this engine holds. */
export function loadVision(context: TaskContext, files: ResolvedModel): Promise<VisionModel> {
	return context.keep(`vision ${files.id}`, () => load(context, files));
}

async function load({ backend }: TaskContext, model: ResolvedModel): Promise<VisionModel> {
	const { folder, parts } = model;
	const [filePath] = Object.values(parts);
	const [processor, clues] = await Promise.all([readImageProcessor(folder), readGridClues(folder)]);
	const encode = await openEncoder(backend, filePath, channelsOf(processor));
	return { file: path.basename(filePath), processor, clues, encode };
}
