import type { ResolvedModel } from '../../models/types';
import type { EmbedRequest } from './types';

/** What crosses to the engine process. */
export interface VisualInput {
	model: ResolvedModel;
	files: string[];
	request: EmbedRequest;
}
