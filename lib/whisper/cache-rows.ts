import type { Tensor } from 'onnxruntime-common';
import type { DecoderCache } from './network';

type TensorClass = typeof Tensor;
type NumberArray = Float32Array;

/** Puts the caches of several windows, `copies` rows each, into one batch. */
export function stackCaches(
	Tensor: TensorClass,
	caches: DecoderCache[],
	copies: number,
): DecoderCache {
	const stack = (pick: (cache: DecoderCache) => Map<string, Tensor>) =>
		new Map(
			[...pick(caches[0]).keys()].map((name) => [
				name,
				stackTensors(
					Tensor,
					caches.map((c) => pick(c).get(name)!),
					copies,
				),
			]),
		);
	return { rows: caches.length * copies, self: stack((c) => c.self), cross: stack((c) => c.cross) };
}

/**
 * Makes row i of the batch continue what was row `sources[i]`; rows not named are dropped.
 * `moved`: the sound goes along, since a finished row's place may be taken by another window's.
 */
export function keepRows(
	Tensor: TensorClass,
	cache: DecoderCache,
	sources: number[],
	moved: boolean,
): void {
	if (sources.length === cache.rows && sources.every((source, row) => source === row)) return;
	for (const [name, tensor] of cache.self)
		cache.self.set(name, gatherRows(Tensor, tensor, sources));
	for (const [name, tensor] of cache.cross)
		cache.cross.set(name, compactRows(Tensor, tensor, sources, moved));
	cache.rows = sources.length;
}

function stackTensors(Tensor: TensorClass, tensors: Tensor[], copies: number): Tensor {
	const first = tensors[0];
	if (tensors.length === 1 && copies === 1) return first;
	const rowSize = first.size;
	const data = new (constructorOf(first))(rowSize * tensors.length * copies);
	tensors.forEach((tensor, i) => {
		for (let copy = 0; copy < copies; copy++)
			data.set(tensor.data as NumberArray, (i * copies + copy) * rowSize);
	});
	return new Tensor(first.type as 'float32', data, [
		tensors.length * copies,
		...first.dims.slice(1),
	]);
}

function gatherRows(Tensor: TensorClass, tensor: Tensor, sources: number[]): Tensor {
	const rowSize = tensor.size / tensor.dims[0];
	const data = new (constructorOf(tensor))(rowSize * sources.length);
	sources.forEach((source, row) => data.set(rowOf(tensor, source, rowSize), row * rowSize));
	return new Tensor(tensor.type as 'float32', data, [sources.length, ...tensor.dims.slice(1)]);
}

/** The sound's keys and values are large: rows move in place, and the batch becomes a shorter view. */
function compactRows(
	Tensor: TensorClass,
	tensor: Tensor,
	sources: number[],
	moved: boolean,
): Tensor {
	const rowSize = tensor.size / tensor.dims[0];
	const data = tensor.data as NumberArray;
	if (moved) {
		sources.forEach((source, row) => {
			if (source !== row) data.copyWithin(row * rowSize, source * rowSize, (source + 1) * rowSize);
		});
	}
	return new Tensor(tensor.type as 'float32', data.subarray(0, sources.length * rowSize), [
		sources.length,
		...tensor.dims.slice(1),
	]);
}

function rowOf(tensor: Tensor, row: number, rowSize: number): NumberArray {
	return (tensor.data as NumberArray).subarray(row * rowSize, (row + 1) * rowSize);
}

function constructorOf(tensor: Tensor): new (length: number) => NumberArray {
	return tensor.data.constructor as new (length: number) => NumberArray;
}
