import { readFields } from './message';

/** A step of a model. Field numbers are those of onnx.proto. */
export interface Node {
	operator: string;
	inputs: string[];
	outputs: string[];
	/** Those that are whole numbers. */
	numbers: Map<string, number>;
	/** Whether it has steps within, which may use all that stands around it. */
	hasGraph: boolean;
}

/** Reads a NodeProto. */
export function readNode(content: Buffer): Node {
	const node: Node = { operator: '', inputs: [], outputs: [], numbers: new Map(), hasGraph: false };
	for (const field of readFields(content)) {
		if (field.number === 1) node.inputs.push(field.content.toString());
		if (field.number === 2) node.outputs.push(field.content.toString());
		if (field.number === 4) node.operator = field.content.toString();
		if (field.number === 5) readAttribute(field.content, node);
	}
	return node;
}

/** Fields 6 and 11: a graph, and several. */
function readAttribute(content: Buffer, node: Node): void {
	const fields = readFields(content);
	node.hasGraph ||= fields.some(({ number }) => number === 6 || number === 11);
	const name = fields.find(({ number }) => number === 1)?.content.toString();
	const whole = fields.find(({ number }) => number === 3);
	if (name !== undefined && whole) node.numbers.set(name, whole.value);
}
