import { knownModel } from '../../models/manifest';
import { formatHubReference, parseHubReference } from '../../models/reference';
import type { ModelReference, ModelRequirement } from '../../models/types';

/** What a repository must hold: a model's part that sees, or a model that only sees. */
const VISION_REQUIREMENT: ModelRequirement = {
	kind: 'vision',
	// One that hands its tokens on to a language model goes first: its tokens are the projected ones.
	parts: ['vision_encoder'],
	orParts: [['vision_model'], ['model']],
	files: ['config.json', 'preprocessor_config.json'],
};

/** The requirement to resolve a model with; of known models only the file they have is named. */
export function visionRequirement({ mode, value }: ModelReference): ModelRequirement {
	const name = mode === 'hub' ? formatHubReference(parseHubReference(value)) : value;
	const parts = mode === 'folder' ? undefined : knownModel('vision', name)?.parts;
	return parts ? { ...VISION_REQUIREMENT, parts, orParts: [] } : VISION_REQUIREMENT;
}
