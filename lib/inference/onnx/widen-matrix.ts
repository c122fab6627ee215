import type { Node } from './node';
import { FLOAT32, type StoredTensor, UINT8 } from './tensor';

/** What stands for 0 in bytes. */
const ZERO_POINT = 128;
const BITS = 8;

/** A matrix [columns, rows] of 32-bit numbers, ready to be multiplied by. */
export interface WideMatrix {
	sizes: [number, number];
	values: Float32Array;
}

/**
 * The 8-bit matrix of a MatMulNBits step, widened and turned as MatMul wants it; undefined where the step keeps it in
 * another way, or counts on 8-bit arithmetic (accuracy level 4), which is fast as it is.
 */
export function widenMatrix(
	{ operator, inputs, numbers }: Node,
	tensors: Map<string, StoredTensor>,
): WideMatrix | undefined {
	const [, packedName, scalesName, ...more] = inputs;
	const packed = tensors.get(packedName);
	const scales = tensors.get(scalesName);
	const isPlain =
		operator === 'MatMulNBits' &&
		numbers.get('bits') === BITS &&
		(numbers.get('accuracy_level') ?? 0) <= 1 &&
		more.every((name) => name === '');
	if (!isPlain || packed?.type !== UINT8 || scales?.type !== FLOAT32) return undefined;
	const [rows, columns, block] = ['N', 'K', 'block_size'].map((name) => numbers.get(name) ?? 0);
	const blocks = Math.ceil(columns / block);
	if (packed.raw?.length !== rows * blocks * block || scales.raw?.length !== rows * blocks * 4)
		return undefined;
	const factors = floats(scales.raw);
	const values = new Float32Array(columns * rows);
	for (let column = 0, to = 0; column < columns; column++) {
		const blockAt = Math.floor(column / block);
		for (let row = 0; row < rows; row++, to++) {
			const byte = packed.raw[row * blocks * block + column];
			values[to] = (byte - ZERO_POINT) * factors[row * blocks + blockAt];
		}
	}
	return { sizes: [columns, rows], values };
}

/** In memory of their own: a file's content begins anywhere. */
function floats(raw: Buffer): Float32Array {
	return new Float32Array(Uint8Array.from(raw).buffer);
}
