import path from 'node:path';
import { isJsonObject, readJsonObject } from '../../../json-object';
import { vlaModelError } from '../../errors';

/** What config.json says of a policy of OpenVLA's kind. */
export interface PolicyConfig {
	/** Tokens of the language, those that only fill up left out; the last of them stand for actions. */
	vocabularySize: number;
	/** Edges of the bins that an action's numbers fall into. */
	actionBins: number;
	/** Of the decoder, where its file does not say. */
	heads?: number;
	headDimension?: number;
}

const FILE = 'config.json';

/** Reads a policy's config.json; rejects with POLICY_CONFIG_INVALID. */
export async function readPolicyConfig(folder: string): Promise<PolicyConfig> {
	const config = await readJsonObject(path.join(folder, FILE)).catch((cause: unknown) => {
		throw vlaModelError('POLICY_CONFIG_INVALID', { file: FILE, field: 'content' }, cause);
	});
	const text = isJsonObject(config.text_config) ? config.text_config : {};
	const padding = count(config.pad_to_multiple_of) ?? 0;
	const vocabularySize = required('text_config.vocab_size', text.vocab_size) - padding;
	const actionBins = required('n_action_bins', config.n_action_bins);
	if (actionBins < 2 || actionBins >= vocabularySize)
		throw vlaModelError('POLICY_CONFIG_INVALID', { file: FILE, field: 'n_action_bins' });
	const heads = count(text.num_key_value_heads) ?? count(text.num_attention_heads);
	return { vocabularySize, actionBins, heads, headDimension: headDimension(text) };
}

function headDimension(text: Record<string, unknown>): number | undefined {
	const width = count(text.hidden_size);
	const heads = count(text.num_attention_heads);
	return count(text.head_dim) ?? (width && heads && width / heads);
}

function required(field: string, value: unknown): number {
	const found = count(value);
	if (found !== undefined) return found;
	throw vlaModelError('POLICY_CONFIG_INVALID', { file: FILE, field });
}

function count(value: unknown): number | undefined {
	return Number.isSafeInteger(value) && (value as number) > 0 ? (value as number) : undefined;
}
