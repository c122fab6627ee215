import type { ModelRequirement } from '../models/types';

/** What a repository of a policy of OpenVLA's kind must hold. */
export const VLA_REQUIREMENT: ModelRequirement = {
	kind: 'vla',
	modelTypes: ['openvla'],
	parts: ['vision_encoder', 'embed_tokens', 'decoder_model_merged'],
	files: ['config.json', 'preprocessor_config.json', 'tokenizer.json'],
	optionalFiles: ['dataset_statistics.json', 'generation_config.json'],
};
