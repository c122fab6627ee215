import { namesOf, type Port, portNamed } from '../../inference/ports';
import { visualModelError } from './errors';

/** What encoders call their tokens, best first. */
const NAMES = ['image_features', 'last_hidden_state', 'image_embeds', 'encoder_hidden_states'];
/** What they call a summary of the whole picture, [pictures, numbers]. */
const SUMMARY_RANK = 2;
const TOKEN_RANK = 3;

/**
 * The output that holds a token for each part of a picture, [pictures, tokens, dimensions].
 * VISUAL_POOLED_ONLY where there is but a summary of the whole, VISUAL_OUTPUT_UNKNOWN where it cannot be told.
 */
export function chooseTokens(file: string, outputs: Port[]): string {
	const floats = outputs.filter(({ type }) => type.startsWith('float'));
	// A file may keep the shape to itself.
	const candidates = floats.filter(({ shape }) => [TOKEN_RANK, 0].includes(shape.length));
	const named = NAMES.map((name) => portNamed(candidates, name)).find(Boolean);
	if (named) return named.name;
	if (candidates.length === 1) return candidates[0].name;
	const isPooled = floats.length > 0 && floats.every(({ shape }) => shape.length === SUMMARY_RANK);
	const code = isPooled ? 'VISUAL_POOLED_ONLY' : 'VISUAL_OUTPUT_UNKNOWN';
	throw visualModelError(code, { file, outputs: namesOf(outputs) });
}
