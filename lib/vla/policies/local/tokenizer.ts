import path from 'node:path';
import { readJsonObject } from '../../../json-object';
import { vlaModelError } from '../../errors';
import { withEmptyToken } from '../../prompt';

/** Words to the ids that a policy reads, the mark of a beginning first and the empty token last. */
export type PromptTokenizer = (prompt: string) => number[];

/** How SentencePiece writes a space: the token of it alone is nothing but a gap. */
const EMPTY_TOKEN = '\u2581';
const FILE = 'tokenizer.json';

/** The tokenizer of a policy's folder; rejects with POLICY_CONFIG_INVALID. */
export async function readPromptTokenizer(folder: string): Promise<PromptTokenizer> {
	const refuse = (field: string, cause?: unknown): never => {
		throw vlaModelError('POLICY_CONFIG_INVALID', { file: FILE, field }, cause);
	};
	const { Tokenizer } = await import('@huggingface/tokenizers');
	const json = await readJsonObject(path.join(folder, FILE)).catch((cause: unknown) =>
		refuse('content', cause),
	);
	try {
		const tokenizer = new Tokenizer(json, { clean_up_tokenization_spaces: false });
		const emptyToken = tokenizer.token_to_id(EMPTY_TOKEN) ?? refuse('model.vocab');
		return (prompt) => withEmptyToken(tokenizer.encode(prompt).ids, emptyToken);
	} catch (cause) {
		return refuse('model', cause);
	}
}
