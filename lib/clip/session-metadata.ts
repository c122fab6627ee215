import path from 'node:path';
import type { InferenceSession } from 'onnxruntime-common';
import { clipModelError } from './errors';

/** An input or output of a model's file. */
export interface Port {
	name: string;
	type: string;
	/** Undefined: any size. */
	shape: Array<number | undefined>;
}

/** An opened file of a model, and what it takes and gives. */
export interface OpenFile {
	/** Its name, for messages. */
	file: string;
	session: InferenceSession;
	inputs: Port[];
	outputs: Port[];
}

/** What a session's file takes and gives. */
export function describeSession(session: InferenceSession, filePath: string): OpenFile {
	return {
		file: path.basename(filePath),
		session,
		inputs: session.inputMetadata.map(readPort),
		outputs: session.outputMetadata.map(readPort),
	};
}

/** CLIP_INPUT_UNKNOWN where a file asks for more than is known. */
export function throwOnUnknownInputs({ file, inputs }: OpenFile, known: string[]): void {
	const unknown = namesOf(inputs).filter((name) => !known.includes(name));
	if (unknown.length > 0) throw clipModelError('CLIP_INPUT_UNKNOWN', { file, unknown });
}

/** The input or output of that name. */
export function portNamed(ports: Port[], name: string): Port | undefined {
	return ports.find((port) => port.name === name);
}

/** Names of inputs or outputs. */
export function namesOf(ports: Port[]): string[] {
	return ports.map(({ name }) => name);
}

/** Sizes that are not fixed have names, or are no size. */
function readPort(value: InferenceSession.ValueMetadata): Port {
	if (!value.isTensor) return { name: value.name, type: 'unknown', shape: [] };
	const shape = value.shape.map((size) =>
		typeof size === 'number' && size > 0 ? size : undefined,
	);
	return { name: value.name, type: value.type, shape };
}
