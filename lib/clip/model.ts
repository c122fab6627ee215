import type { TaskContext } from '../inference/types';
import type { ImageProcessor } from '../media/image/types';
import type { ResolvedModel } from '../models/types';
import type { ClipTokenizer } from './tokenizer';
import type { ClipTowers } from './towers';
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
	/** 8-bit models that quantise activations over the whole batch give a picture another vector in other company. */
	batchDependent: boolean;
}

/** Loads a model, or takes the one that this engine holds. */
export function loadClip(
	_context: TaskContext,
	_files: ResolvedModel,
	_logitScale?: number,
): Promise<ClipModel> {
	return Promise.reject(new Error('to be written'));
}
