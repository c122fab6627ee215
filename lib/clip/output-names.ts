import { clipModelError } from './errors';
import { namesOf, type OpenFile, type Port } from './session-metadata';

/** What a half of a model takes. */
type Half = 'pictures' | 'texts';

const WORDS: Record<Half, string> = { pictures: 'image', texts: 'text' };

/** Best first; what is brought to unit length already is surest. */
const NAMES = ['l2norm_*_embeddings', '*_embeds', '*_embeddings', '*_features'];
const NAMES_OF_ONE = ['pooler_output', 'sentence_embedding'];

/** The output that places a picture or a text in the model's space; CLIP_OUTPUT_UNKNOWN where it cannot be told. */
export function chooseOutput({ file, outputs }: OpenFile, half: Half, isJoint: boolean): Port {
	const own = NAMES.map((name) => name.replace('*', WORDS[half]));
	const known = isJoint ? own : [...own, ...NAMES_OF_ONE];
	const vectors = outputs.filter(isVector);
	const named = known.map((name) => vectors.find((port) => port.name === name)).find(Boolean);
	if (named) return named;
	if (!isJoint && vectors.length === 1) return vectors[0];
	throw clipModelError('CLIP_OUTPUT_UNKNOWN', { file, half, outputs: namesOf(outputs) });
}

/** [rows, numbers]; a file may keep the shape to itself. */
function isVector({ type, shape }: Port): boolean {
	return type.startsWith('float') && (shape.length === 2 || shape.length === 0);
}
