import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { MAXIMUM_ONNX_GRAPH_BYTES } from '../limits';
import { externalLocations } from '../models/external-locations';

/** Bytes of a model's file, with those of the files beside it that hold its weights. */
export async function weightBytes(file: string): Promise<number> {
	const { size } = await stat(file);
	if (size > MAXIMUM_ONNX_GRAPH_BYTES) return size;
	const beside = externalLocations(await readFile(file));
	const sizes = await Promise.all(
		beside.map((location) => sizeOf(path.resolve(path.dirname(file), location))),
	);
	return sizes.reduce((sum, one) => sum + one, size);
}

/** Who opens the model says what is absent. */
async function sizeOf(file: string): Promise<number> {
	return stat(file).then(
		({ size }) => size,
		() => 0,
	);
}
