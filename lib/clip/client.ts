import type { ModelRequirement } from '../models/types';

/** What a CLIP repository must hold: two towers, or one joint file. */
export const CLIP_REQUIREMENT: ModelRequirement = {
	kind: 'clip',
	parts: ['vision_model', 'text_model'],
	files: ['config.json', 'preprocessor_config.json', 'tokenizer.json'],
	optionalFiles: ['tokenizer_config.json', 'special_tokens_map.json'],
};
