import { readFields } from './message';

/** A step of a model. Field numbers are those of onnx.proto. */
export interface Node {
	operator: string;
	inputs: string[];
	outputs: string[];
	/** Those that are whole numbers. */
	numbers: Map<string, number>;
}

/** Reads a NodeProto. */
export function readNode(content: Buffer): Node {
	const node: Node = { operator: '', inputs: [], outputs: [], numbers: new Map() };
	for (const field of readFields(content)) {
		if (field.number === 1) node.inputs.push(field.content.toString());
		if (field.number === 2) node.outputs.push(field.content.toString());
		if (field.number === 4) node.operator = field.content.toString();
		if (field.number === 5) readAttribute(field.content, node.numbers);
	}
	return node;
}

function readAttribute(content: Buffer, numbers: Map<string, number>): void {
	const fields = readFields(content);
	const name = fields.find(({ number }) => number === 1)?.content.toString();
	const whole = fields.find(({ number }) => number === 3);
	if (name !== undefined && whole) numbers.set(name, whole.value);
}
