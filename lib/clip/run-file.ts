import type { Tensor } from 'onnxruntime-common';
import { floatsOf } from '../inference/half';
import { type Feeds, runSession } from '../inference/run-session';
import { clipModelError } from './errors';
import type { OpenFile } from './session-metadata';

/** Runs a file for the outputs named; rejects with CLIP_RUN_FAILED, which says what for. */
export async function runFile(
	{ session, file }: OpenFile,
	feeds: Feeds,
	outputs: string[],
	what: string,
): Promise<Tensor[]> {
	return await runSession(session, feeds, outputs, (reason, cause) =>
		clipModelError('CLIP_RUN_FAILED', { file, what, reason }, cause),
	);
}

/** The rows of an output [rows, numbers], each brought to unit length, in memory of its own: one that is remembered holds no batch. CLIP_VECTOR_BROKEN where one has no length. */
export function unitRows(tensor: Tensor, rows: number, file: string, what: string): Float32Array[] {
	const values = floatsOf(tensor);
	const [, width] = tensor.dims;
	return Array.from({ length: rows }, (_, row) => {
		const vector = values.slice(row * width, (row + 1) * width);
		const length = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
		if (!(length > 0 && length < Infinity))
			throw clipModelError('CLIP_VECTOR_BROKEN', { file, what });
		return vector.map((value) => value / length);
	});
}

/** Rows in lots of the fixed size that a file asks for; the last lot is filled up. Without one, all at once. */
export async function inLots<Row>(
	rows: Row[],
	lotSize: number | undefined,
	run: (lot: Row[]) => Promise<Float32Array[]>,
): Promise<Float32Array[]> {
	if (rows.length === 0) return [];
	if (lotSize === undefined) return run(rows);
	const vectors: Float32Array[] = [];
	for (let at = 0; at < rows.length; at += lotSize) {
		const lot = rows.slice(at, at + lotSize);
		const filling = Array.from({ length: lotSize - lot.length }, () => lot[0]);
		vectors.push(...(await run([...lot, ...filling])).slice(0, lot.length));
	}
	return vectors;
}
