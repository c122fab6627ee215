import type { Transparency } from '../media/image/types';
import type { ResolvedModel } from '../models/types';
import type { ClipOutcome, LabelSet } from './types';

/** What a task does with the model. */
export type ClipWork =
	| { kind: 'images'; files: string[]; transparency: Transparency }
	| { kind: 'texts'; texts: string[] }
	| {
			kind: 'classify';
			files: string[];
			transparency: Transparency;
			labels: LabelSet;
			multiLabel: boolean;
	  }
	| DuplicateWork;

/** Finding near-duplicates, for which no model is loaded. */
export interface DuplicateWork {
	kind: 'duplicates';
	/** The vectors one after the other, as base64 or as a file of little-endian 32-bit floats. */
	vectors: { base64: string } | { file: string };
	count: number;
	threshold: number;
	/** Places, the best first. */
	order: number[];
}

/** What crosses to the engine process. */
export interface ClipInput {
	model: ResolvedModel;
	logitScale?: number;
	work: ClipWork;
}

/** An outcome without what only the caller knows. */
export type TaskOutput<Result> = Omit<ClipOutcome<Result>, 'backend' | 'durationMs'>;
