import { open } from 'node:fs/promises';
import { MAXIMUM_ONNX_GRAPH_BYTES } from '../limits';

/** In protobuf: a node's field 4 (its operation), 21 characters; DynamicQuantizeLinear and ...MatMul have as many. */
const OPERATION = Buffer.from('\x22\x15DynamicQuantize', 'latin1');

/** Whether a model's file rounds what it works on by the range of the whole batch. Its nodes come before its weights. */
export async function roundsByBatch(file: string): Promise<boolean> {
	const handle = await open(file);
	try {
		const { size } = await handle.stat();
		const start = Buffer.alloc(Math.min(size, MAXIMUM_ONNX_GRAPH_BYTES));
		const { bytesRead } = await handle.read(start, 0, start.length, 0);
		return start.subarray(0, bytesRead).includes(OPERATION);
	} finally {
		await handle.close();
	}
}
