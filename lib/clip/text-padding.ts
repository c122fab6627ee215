import type { ClipConfig } from './config';
import { countIn, type Fields, fieldsIn, textIn } from './json-fields';

/** What fills up the shorter texts of a batch. */
export interface TextPadding {
	id: number;
	side: 'left' | 'right';
	/** The model was trained on texts filled up to the maximum. */
	isToMaximum: boolean;
	/** The model reads the filling like the text. */
	isRead: boolean;
}

/** tokenizer.json, tokenizer_config.json and special_tokens_map.json. */
interface TokenizerFiles {
	json: Fields;
	settings: Fields;
	special: Fields;
}

/** What a model's files say of filling up. */
export function readPadding(
	config: ClipConfig,
	files: TokenizerFiles,
	idOf: (token: string) => number | undefined,
): TextPadding {
	return {
		id: padId(config, files, idOf),
		side: padSide(files),
		isToMaximum: config.kind === 'sigmoid',
		isRead: config.kind === 'sigmoid' && !namesMask(files.settings),
	};
}

function padId(
	config: ClipConfig,
	{ json, settings, special }: TokenizerFiles,
	idOf: (token: string) => number | undefined,
): number {
	const named = [settings, special].map(padToken).find((token) => token !== undefined);
	const id = named === undefined ? undefined : idOf(named);
	return id ?? countIn(fieldsIn(json, 'padding'), 'pad_id', 0) ?? config.padId ?? 0;
}

function padToken(fields: Fields): string | undefined {
	return textIn(fields, 'pad_token') ?? textIn(fieldsIn(fields, 'pad_token'), 'content');
}

function padSide({ settings, json }: TokenizerFiles): TextPadding['side'] {
	const side = textIn(settings, 'padding_side') ?? textIn(fieldsIn(json, 'padding'), 'direction');
	return side?.toLowerCase() === 'left' ? 'left' : 'right';
}

function namesMask({ model_input_names: names }: Fields): boolean {
	return Array.isArray(names) && names.includes('attention_mask');
}
