import type { InferenceSession } from 'onnxruntime-common';
import path from 'node:path';
import { whisperError } from './errors';
import type { FloatType } from '../inference/half';

/** Names and number types of a merged decoder, as its file gives them. */
export interface DecoderLayout {
	pastNames: string[];
	/** Those of `pastNames` that hold past tokens; the others hold the sound. */
	selfNames: string[];
	attentionNames: string[];
	statesType: FloatType;
	cacheType: FloatType;
}

const PAST = 'past_key_values.';
const PRESENT = 'present.';
export const ATTENTION = 'cross_attentions.';
const FIXED_INPUTS = ['input_ids', 'encoder_hidden_states', 'use_cache_branch'];

/** Reads a decoder's layout; one that cannot be fed is DECODER_UNSUPPORTED. */
export function readDecoderLayout(decoder: InferenceSession, file: string): DecoderLayout {
	const { inputNames, outputNames } = decoder;
	const pastNames = inputNames.filter((name) => name.startsWith(PAST));
	const selfNames = pastNames.filter((name) => name.includes('.decoder.'));
	const lacking = [
		...FIXED_INPUTS.filter((name) => !inputNames.includes(name)),
		...(selfNames.length === 0 ? [`${PAST}0.decoder.key`] : []),
		...['logits', ...pastNames.map(presentOf)].filter((name) => !outputNames.includes(name)),
	];
	const unknown = inputNames.filter(
		(name) => !FIXED_INPUTS.includes(name) && !pastNames.includes(name),
	);
	if (lacking.length > 0 || unknown.length > 0)
		throw whisperError('DECODER_UNSUPPORTED', { file: path.basename(file), lacking, unknown });
	return {
		pastNames,
		selfNames,
		attentionNames: outputNames.filter((name) => name.startsWith(ATTENTION)),
		statesType: inputType(decoder, 'encoder_hidden_states'),
		cacheType: inputType(decoder, selfNames[0]),
	};
}

/** The output that brings the next value of a past input. */
export function presentOf(pastName: string): string {
	return PRESENT + pastName.slice(PAST.length);
}

/** The number type of a session's input. */
export function inputType({ inputMetadata }: InferenceSession, name: string): FloatType {
	const input = inputMetadata.find((candidate) => candidate.name === name);
	return input?.isTensor && input.type === 'float16' ? 'float16' : 'float32';
}
