import { countIn, type Fields, fieldsIn, numberIn, readFields, textIn } from './json-fields';
import type { ScoreKind } from './types';

/** What config.json says of a model of two towers; much may be absent there. */
export interface ClipConfig {
	/** `clip`, `siglip`, `chinese_clip` ... */
	modelType?: string;
	kind: ScoreKind;
	/** Tokens that the text tower has places for. */
	maximumTokens?: number;
	/** Token that fills up a text. */
	padId?: number;
	/** Learned values, where the exporter wrote them down. */
	logitScale?: number;
	logitBias?: number;
	/** Rough bytes of activations a picture takes; undefined where the tower is not described. */
	activationBytes?: number;
}

const SIGMOID_TYPES = ['siglip', 'siglip2'];

/** transformers leaves out of config.json what is its default. */
const DEFAULT_POSITIONS: Record<string, number> = {
	siglip: 64,
	siglip2: 64,
	clip: 77,
};

/** Their positions count from behind the padding token, so the first ones are never used. */
const OFFSET_TEXT_TYPES = /roberta|camembert|altclip/;

/** A logarithm above this would be a scale that no training reaches. */
const LARGEST_LOGARITHM = 10;

/** Reads config.json; rejects with CLIP_CONFIG_INVALID only where it is no JSON object. */
export async function readClipConfig(folder: string): Promise<ClipConfig> {
	const fields = await readFields(folder, 'config.json');
	const modelType = textIn(fields, 'model_type');
	const text = fieldsIn(fields, 'text_config');
	const padId = countIn(text, 'pad_token_id', 0) ?? countIn(fields, 'pad_token_id', 0);
	return {
		modelType,
		kind: SIGMOID_TYPES.includes(modelType ?? '') ? 'sigmoid' : 'softmax',
		maximumTokens: positions(text, modelType, padId),
		padId,
		logitScale: scale(numberIn(fields, 'logit_scale')),
		logitBias: numberIn(fields, 'logit_bias'),
		activationBytes: activationBytes(fieldsIn(fields, 'vision_config')),
	};
}

function positions(text: Fields, modelType = '', padId = 1): number | undefined {
	const all = countIn(text, 'max_position_embeddings') ?? DEFAULT_POSITIONS[modelType];
	if (all === undefined) return undefined;
	const textType = textIn(text, 'model_type') ?? modelType;
	return OFFSET_TEXT_TYPES.test(textType) ? all - padId - 1 : all;
}

/** The parameter of that name is the scale's logarithm; who wrote the scale itself wrote a larger number. */
function scale(value?: number): number | undefined {
	if (value === undefined) return undefined;
	return value < LARGEST_LOGARITHM ? Math.exp(value) : value;
}

/** 32-bit numbers that live at the same time in one layer: states, queries, keys, values, attention, feed-forward. */
function activationBytes(vision: Fields): number | undefined {
	const size = countIn(vision, 'image_size');
	const patch = countIn(vision, 'patch_size');
	const width = countIn(vision, 'hidden_size');
	if (size === undefined || patch === undefined || width === undefined) return undefined;
	const heads = countIn(vision, 'num_attention_heads') ?? 1;
	const inner = countIn(vision, 'intermediate_size') ?? 4 * width;
	const tokens = Math.floor(size / patch) ** 2 + 1;
	return 4 * (tokens * (6 * width + 2 * inner + 2 * heads * tokens) + 3 * size ** 2);
}
