import type { InferenceSession } from 'onnxruntime-common';

/** An input or output of a model's file. */
export interface Port {
	name: string;
	type: string;
	/** Undefined: any size. */
	shape: Array<number | undefined>;
}

/** What a session's file says of its inputs or its outputs. */
export function readPorts(metadata: readonly InferenceSession.ValueMetadata[]): Port[] {
	return metadata.map(readPort);
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
