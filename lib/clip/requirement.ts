import { knownModel } from '../models/manifest';
import { formatHubReference, parseHubReference } from '../models/reference';
import type { ModelReference, ModelRequirement } from '../models/types';

const TOWERS = ['vision_model', 'text_model'];
const JOINT = ['model'];

/** What a CLIP repository must hold: two towers, or one joint file. */
export const CLIP_REQUIREMENT: ModelRequirement = {
	kind: 'clip',
	parts: TOWERS,
	orParts: [JOINT],
	files: ['config.json', 'preprocessor_config.json', 'tokenizer.json'],
	optionalFiles: ['tokenizer_config.json', 'special_tokens_map.json'],
	modelTypes: [
		'clip',
		'siglip',
		'siglip2',
		'chinese_clip',
		'jina_clip',
		'altclip',
		'metaclip_2',
		'vision-text-dual-encoder',
	],
	// New families keep these names; a joint file is called as any other model's is.
	tellingParts: TOWERS,
};

/**
 * The requirement to resolve a model with. Two towers take less work and memory than the joint file,
 * but only the joint file holds the learned scale: it goes first unless the scale is known.
 */
export function clipRequirement(reference: ModelReference): ModelRequirement {
	if (hasKnownScale(reference)) return CLIP_REQUIREMENT;
	return { ...CLIP_REQUIREMENT, parts: JOINT, orParts: [TOWERS] };
}

function hasKnownScale({ mode, value }: ModelReference): boolean {
	if (mode === 'folder') return false;
	const name = mode === 'hub' ? formatHubReference(parseHubReference(value)) : value;
	return knownModel('clip', name)?.logitScale !== undefined;
}
