import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { MAXIMUM_ONNX_GRAPH_BYTES } from '../limits';
import { externalLocations } from './external-locations';

/** Relative paths of the data files that an ONNX graph names and its folder lacks. */
export async function missingExternalData(folder: string, graph: string): Promise<string[]> {
	const file = path.join(folder, graph);
	const { size } = await stat(file);
	if (size > MAXIMUM_ONNX_GRAPH_BYTES) return [];
	const named = externalLocations(await readFile(file));
	const relative = named.map((location) => path.posix.join(path.posix.dirname(graph), location));
	const present = await Promise.all(relative.map((data) => exists(path.join(folder, data))));
	return relative.filter((_, index) => !present[index]);
}

async function exists(file: string): Promise<boolean> {
	return stat(file).then(
		() => true,
		() => false,
	);
}
