import type { Tensor } from 'onnxruntime-common';
import type { ClipConfig } from './config';
import { chooseOutput } from './output-names';
import { type OpenFile, portNamed, throwOnUnknownInputs } from './session-metadata';
import { readTextFeeds } from './text-feeds';
import { makeTextTower } from './text-tower';
import { type FileTokenizer, readTokenizer, type TokenisedText } from './tokenizer';

/** A model's half for texts. */
export interface TextHalf {
	tokenizer: FileTokenizer;
	/** Unit vectors in the order given. */
	embed(texts: TokenisedText[]): Promise<Float32Array[]>;
}

interface TextSetting {
	folder: string;
	config: ClipConfig;
	Tensor: typeof Tensor;
	/** Told the numbers in a vector. */
	agree: (numbers?: number) => void;
}

/** Makes the half that is a file of its own work; rejects with a coded error where it cannot. */
export async function makeTextHalf(
	open: OpenFile,
	{ folder, config, Tensor, agree }: TextSetting,
): Promise<TextHalf> {
	const tokenizer = await tokenizerFor(open, folder, config);
	const texts = readTextFeeds(Tensor, open, tokenizer.padding);
	throwOnUnknownInputs(open, texts.inputs);
	const output = chooseOutput(open, 'texts', false);
	agree(output.shape[1]);
	const setting = { open, output: output.name, filler: {}, agree };
	return { tokenizer, embed: await makeTextTower(setting, texts, tokenizer, config) };
}

/** A file may take texts of one length only, whatever config.json says. */
export function tokenizerFor(
	{ inputs }: OpenFile,
	folder: string,
	config: ClipConfig,
): Promise<FileTokenizer> {
	const fixedLength = portNamed(inputs, 'input_ids')?.shape[1] ?? Infinity;
	const maximumTokens = Math.min(config.maximumTokens ?? Infinity, fixedLength);
	return readTokenizer(folder, maximumTokens < Infinity ? { ...config, maximumTokens } : config);
}
