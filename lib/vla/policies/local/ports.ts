import path from 'node:path';
import type { InferenceSession } from 'onnxruntime-common';
import type { FloatType } from '../../../inference/half';
import { vlaModelError } from '../../errors';

/** An input or output of a file. */
export interface Port {
	type: FloatType;
	/** Undefined: any size. */
	shape: Array<number | undefined>;
}

/** The input or output of that name. */
export function portOf(all: readonly InferenceSession.ValueMetadata[], name: string): Port {
	const value = all.find((candidate) => candidate.name === name);
	if (!value?.isTensor) return { type: 'float32', shape: [] };
	const shape = value.shape.map((size) =>
		typeof size === 'number' && size > 0 ? size : undefined,
	);
	return { type: value.type === 'float16' ? 'float16' : 'float32', shape };
}

/** POLICY_FILE_UNSUPPORTED where a file lacks what is needed or asks for more than is known. */
export function throwOnOtherPorts(
	{ inputNames, outputNames }: InferenceSession,
	file: string,
	{ inputs, optional = [], outputs }: { inputs: string[]; optional?: string[]; outputs: string[] },
): void {
	const lacking = [
		...inputs.filter((name) => !inputNames.includes(name)),
		...outputs.filter((name) => !outputNames.includes(name)),
	];
	const known = [...inputs, ...optional];
	const unknown = inputNames.filter((name) => !known.includes(name));
	if (lacking.length === 0 && unknown.length === 0) return;
	throw vlaModelError('POLICY_FILE_UNSUPPORTED', { file: path.basename(file), lacking, unknown });
}
