import { MAXIMUM_TEXT_CHARACTERS } from '../limits';
import type { ClipConfig } from './config';
import { clipModelError } from './errors';
import {
	countIn,
	type Fields,
	fieldsIn,
	readFields,
	readOptionalFields,
	textIn,
} from './json-fields';
import { readPadding, type TextPadding } from './text-padding';

/** A text as a model reads it. */
export interface TokenisedText {
	ids: number[];
	/** The text was longer than the model reads. */
	wasCut: boolean;
}

/** Cuts texts into tokens. */
export interface ClipTokenizer {
	/** Tokens of the longest text, those that mark its start and end included. */
	maximumTokens: number;
	encode(text: string): TokenisedText;
}

/** The same, with how its model's texts are filled up. */
export type FileTokenizer = ClipTokenizer & { padding: TextPadding };

/** A tokenizer without an end to its texts says so by a number like 1e30. */
const LARGEST_SANE_LENGTH = 1_000_000;

/** The tokenizer of a model folder; it cuts as transformers does. Rejects with CLIP_CONFIG_INVALID. */
export async function readTokenizer(folder: string, config: ClipConfig): Promise<FileTokenizer> {
	const [json, settings, special] = await Promise.all([
		readFields(folder, 'tokenizer.json'),
		readOptionalFields(folder, 'tokenizer_config.json'),
		readOptionalFields(folder, 'special_tokens_map.json'),
	]);
	if (readsLowerCase(config, settings)) addLowerCasing(json);
	const { Tokenizer } = await import('@huggingface/tokenizers');
	return usable(() => {
		const tokenizer = new Tokenizer(json, { clean_up_tokenization_spaces: false });
		const encode = (text: string, marked: boolean) =>
			tokenizer.encode(text, { add_special_tokens: marked }).ids;
		const maximumTokens = longestText(config, settings, json);
		return {
			maximumTokens,
			encode: cutter(encode, maximumTokens),
			padding: readPadding(config, { json, settings, special }, (token) =>
				tokenizer.token_to_id(token),
			),
		};
	});
}

/** SigLIP 2 was trained on lower-case texts, which transformers knows and tokenizer.json does not; some of its models call themselves siglip. */
function readsLowerCase({ modelType, kind }: ClipConfig, settings: Fields): boolean {
	const tokenizerClass = textIn(settings, 'tokenizer_class') ?? '';
	if (modelType === 'siglip2' || tokenizerClass.startsWith('Siglip2Tokenizer')) return true;
	return kind === 'sigmoid' && tokenizerClass.startsWith('GemmaTokenizer');
}

function addLowerCasing(json: Fields): void {
	const first = { type: 'Lowercase' };
	json.normalizer = json.normalizer
		? { type: 'Sequence', normalizers: [first, json.normalizer] }
		: first;
}

function longestText(config: ClipConfig, settings: Fields, json: Fields): number {
	const told = countIn(settings, 'model_max_length') ?? Infinity;
	const sane = told < LARGEST_SANE_LENGTH ? told : Infinity;
	const longest = Math.min(sane, config.maximumTokens ?? Infinity);
	if (longest < Infinity) return longest;
	const cut = countIn(fieldsIn(json, 'truncation'), 'max_length');
	if (cut !== undefined) return cut;
	throw clipModelError('CLIP_CONFIG_INVALID', {
		file: 'tokenizer_config.json',
		field: 'model_max_length',
	});
}

/** The tokens that mark start and end stay; the text between them is cut. */
function cutter(encode: (text: string, marked: boolean) => number[], maximumTokens: number) {
	const [start, end] = countMarks(encode('a', true), encode('a', false));
	const kept = Math.max(maximumTokens - end, start);
	return (text: string): TokenisedText => {
		const ids = encode(text.slice(0, MAXIMUM_TEXT_CHARACTERS), true);
		const wasCut = text.length > MAXIMUM_TEXT_CHARACTERS;
		if (ids.length <= maximumTokens) return { ids, wasCut };
		return { ids: [...ids.slice(0, kept), ...ids.slice(ids.length - end)], wasCut: true };
	};
}

function countMarks(marked: number[], bare: number[]): [number, number] {
	const extra = marked.length - bare.length;
	for (let start = 0; start <= extra; start++) {
		if (bare.every((id, index) => marked[start + index] === id)) return [start, extra - start];
	}
	return [0, 0];
}

function usable<T>(make: () => T): T {
	try {
		return make();
	} catch (cause) {
		if ((cause as { code?: unknown }).code === 'CLIP_CONFIG_INVALID') throw cause;
		throw clipModelError('CLIP_CONFIG_INVALID', { file: 'tokenizer.json', field: 'model' }, cause);
	}
}
