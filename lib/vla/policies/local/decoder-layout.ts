import path from 'node:path';
import type { InferenceSession } from 'onnxruntime-common';
import type { FloatType } from '../../../inference/half';
import { type Port, portNamed, readPorts } from '../../../inference/ports';
import { vlaModelError } from '../../errors';
import type { PolicyConfig } from './config';
import { throwOnOtherPorts } from './throw-on-other-ports';

/** One tensor of keys or values. */
interface Past {
	type: FloatType;
	heads: number;
	dimension: number;
}

/** Names, sizes and number types of a merged decoder, as its file gives them. */
export interface DecoderLayout {
	pastNames: string[];
	/** One for each of `pastNames`. */
	past: Past[];
	embedsType: FloatType;
	/** Inputs beside embeddings and past that this file takes. */
	optional: Set<string>;
}

const PAST = 'past_key_values.';
const PRESENT = 'present.';
const OPTIONAL = ['attention_mask', 'position_ids', 'use_cache_branch', 'num_logits_to_keep'];

/** Reads a decoder's layout; one that cannot be fed is POLICY_FILE_UNSUPPORTED. */
export function readDecoderLayout(
	session: InferenceSession,
	file: string,
	config: PolicyConfig,
): DecoderLayout {
	const { inputNames } = session;
	const inputs = readPorts(session.inputMetadata);
	const pastNames = inputNames.filter((name) => name.startsWith(PAST));
	throwOnOtherPorts(session, file, {
		inputs: ['inputs_embeds', ...(pastNames.length > 0 ? pastNames : [`${PAST}0.key`])],
		optional: OPTIONAL,
		outputs: ['logits', ...pastNames.map(presentOf)],
	});
	return {
		pastNames,
		past: pastNames.map((name) => readPast(inputs, name, file, config)),
		embedsType: portNamed(inputs, 'inputs_embeds')!.type as FloatType,
		optional: new Set(OPTIONAL.filter((name) => inputNames.includes(name))),
	};
}

/** The output that brings the next value of a past input. */
export function presentOf(pastName: string): string {
	return PRESENT + pastName.slice(PAST.length);
}

function readPast(inputs: Port[], name: string, file: string, config: PolicyConfig): Past {
	const { type, shape } = portNamed(inputs, name)!;
	const heads = shape[1] ?? config.heads;
	const dimension = shape[3] ?? config.headDimension;
	if (heads && dimension) return { type: type as FloatType, heads, dimension };
	const lacking = [`the sizes of ${name}`];
	throw vlaModelError('POLICY_FILE_UNSUPPORTED', {
		file: path.basename(file),
		lacking,
		unknown: [],
	});
}
