import path from 'node:path';
import type { InferenceSession } from 'onnxruntime-common';
import { vlaModelError } from '../../errors';

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
