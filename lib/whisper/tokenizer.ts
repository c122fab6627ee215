import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { whisperError } from './errors';

/** Text to token ids and back, by a model's own tokenizer.json. */
export interface WhisperTokenizer {
	/** Control tokens spelled out in the text are not taken for control tokens. */
	encode(text: string): number[];
	/** Text of the ids below `endOfText`; bytes that are no whole character become U+FFFD. */
	decode(ids: number[]): string;
	endOfText: number;
}

export async function readTokenizer(folder: string, endOfText: number): Promise<WhisperTokenizer> {
	const { Tokenizer } = await import('@huggingface/tokenizers');
	const json = JSON.parse(await readFile(path.join(folder, 'tokenizer.json'), 'utf8')) as object;
	const tokenizer = create(() => new Tokenizer(json, { clean_up_tokenization_spaces: false }));
	return {
		encode: (text) =>
			tokenizer.encode(withoutControlTokens(text), { add_special_tokens: false }).ids,
		decode: (ids) => {
			const words = ids.filter((id) => id < endOfText);
			return words.length === 0 ? '' : tokenizer.decode(words, { skip_special_tokens: true });
		},
		endOfText,
	};
}

function create<T>(make: () => T): T {
	try {
		return make();
	} catch (cause) {
		throw whisperError('CONFIG_INVALID', { file: 'tokenizer.json', field: 'model' }, cause);
	}
}

function withoutControlTokens(text: string): string {
	// What is taken out may join its sides to another token: no opening mark stays.
	return text.replace(/<\|[^|]*\|>/g, '').replace(/<\|+/g, '<');
}
