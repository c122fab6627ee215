import { message, readFields, text } from './message';
import { type Node, readNode } from './node';
import { FLOAT32, INT64, readTensor, type StoredTensor, tensorParts } from './tensor';
import { widenMatrix } from './widen-matrix';

interface Options {
	/** An output of [batch, positions, numbers] of which only the last position is wanted. */
	lastPositionOf?: string;
}

/**
 * The same model with its 8-bit matrices as 32-bit ones: on a processor onnxruntime would widen them anew at every run.
 * The numbers are the same. Undefined where there is nothing to widen.
 */
export function widenWeights(model: Buffer, { lastPositionOf }: Options = {}): Buffer | undefined {
	const fields = readFields(model);
	const graph = fields.find((field) => field.number === GRAPH);
	const widened = graph && widenGraph(graph.content, lastPositionOf);
	if (!widened) return undefined;
	return Buffer.concat(
		fields.map((field) => (field === graph ? message(GRAPH, widened) : field.whole)),
	);
}

// Field numbers of onnx.proto.
const GRAPH = 7;
const NODE = 1;
const INITIALIZER = 5;

/** The graph's parts; undefined where nothing was widened. */
function widenGraph(graph: Buffer, lastPositionOf?: string): Buffer[] | undefined {
	const fields = readFields(graph);
	const stored = fields
		.filter(({ number }) => number === INITIALIZER)
		.map((field) => ({ field, tensor: readTensor(field.content) }));
	const tensors = new Map(stored.map(({ tensor }) => [tensor.name, tensor]));
	const added = new Map<string, Buffer>();
	const add = (tensor: Required<StoredTensor>) =>
		added.set(tensor.name, message(INITIALIZER, tensorParts(tensor)));
	const replaced = new Set<string>();
	const stillUsed = new Set<string>();
	let hasGraph = false;
	const parts = fields.map((field) => {
		if (field.number !== NODE) return field;
		const node = readNode(field.content);
		const matrix = widenMatrix(node, tensors);
		hasGraph ||= node.hasGraph;
		if (!matrix) {
			node.inputs.forEach((name) => stillUsed.add(name));
			return field;
		}
		const [, packed, scales] = node.inputs;
		[packed, scales].forEach((name) => replaced.add(name));
		const name = `${packed} by ${scales} in 32 bits`;
		const { buffer, byteOffset, byteLength } = matrix.values;
		const raw = Buffer.from(buffer, byteOffset, byteLength);
		if (!added.has(name)) add({ name, type: FLOAT32, sizes: matrix.sizes, raw });
		const isLast = node.outputs[0] === lastPositionOf;
		if (isLast) for (const tensor of SLICE_TENSORS) add(tensor);
		const steps = isLast ? multiplyLast(node, name) : [multiply(node.inputs[0], name, node)];
		return { number: NODE, whole: Buffer.concat(steps) };
	});
	if (added.size === 0) return undefined;
	const isNeedless = (name: string) => !hasGraph && replaced.has(name) && !stillUsed.has(name);
	const dropped = new Set(
		stored.filter(({ tensor }) => isNeedless(tensor.name)).map(({ field }) => field.whole),
	);
	const kept = parts.filter(({ whole }) => !dropped.has(whole)).map(({ whole }) => whole);
	return [...kept, ...added.values()];
}

function multiply(input: string, matrix: string, { outputs }: Node): Buffer {
	return message(NODE, [text(1, input), text(1, matrix), text(2, outputs[0]), text(4, 'MatMul')]);
}

const LAST = 'last position';
const POSITIONS_AXIS = 1n;
const wholeNumber = (name: string, value: bigint): Required<StoredTensor> => ({
	...{ name: `${LAST}: ${name}`, type: INT64, sizes: [1] },
	raw: Buffer.from(BigInt64Array.of(value).buffer),
});
const SLICE_TENSORS = [
	wholeNumber('from', -1n),
	wholeNumber('to', 2n ** 62n),
	wholeNumber('axis', POSITIONS_AXIS),
];

function multiplyLast(node: Node, matrix: string): Buffer[] {
	const inputs = [node.inputs[0], ...SLICE_TENSORS.map(({ name }) => name)];
	const slice = [...inputs.map((name) => text(1, name)), text(2, LAST), text(4, 'Slice')];
	return [message(NODE, slice), multiply(LAST, matrix, node)];
}
