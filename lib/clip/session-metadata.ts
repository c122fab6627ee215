import path from 'node:path';
import type { InferenceSession } from 'onnxruntime-common';
import { namesOf, type Port, readPorts } from '../inference/ports';
import { clipModelError } from './errors';

export { namesOf, type Port, portNamed } from '../inference/ports';

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
		inputs: readPorts(session.inputMetadata),
		outputs: readPorts(session.outputMetadata),
	};
}

/** CLIP_INPUT_UNKNOWN where a file asks for more than is known. */
export function throwOnUnknownInputs({ file, inputs }: OpenFile, known: string[]): void {
	const unknown = namesOf(inputs).filter((name) => !known.includes(name));
	if (unknown.length > 0) throw clipModelError('CLIP_INPUT_UNKNOWN', { file, unknown });
}
