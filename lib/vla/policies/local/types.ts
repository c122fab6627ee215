import type { ResolvedModel } from '../../../models/types';
import type { ActionStatistics, ActionVector } from '../../types';

/** One question to a policy on this machine; plain JSON. */
export interface LocalRequest {
	/** Absolute path of the picture of the scene. */
	file: string;
	instruction: string;
	unnormKey?: string;
	/** Shows the policy the middle 90 % of the picture only, as fine-tunes for LIBERO were trained. */
	centreCrop: boolean;
	/** Takes the likeliest action token even where a word is likelier. */
	onlyActionTokens: boolean;
}

/** What a policy on this machine answered. */
export interface LocalAnswer {
	tokens: number[];
	/** In -1..1. */
	normalized: ActionVector;
	/** In the robot's units. */
	action: ActionVector;
	unnormKey: string;
	statistics: ActionStatistics;
	/** Tokens that stand for no number: the policy answered with words. */
	foreignTokens: number;
	preparationMs: number;
	inferenceMs: number;
}

/** What goes to the engine. */
export interface LocalInput {
	model: ResolvedModel;
	/** Absent: the policy is only to be loaded. */
	request?: LocalRequest;
}
