import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { MAXIMUM_ONNX_GRAPH_BYTES } from '../limits';

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

/** The protobuf bytes of a string entry whose key is "location"; a length and the value follow. */
const LOCATION_KEY = Buffer.from('\x0a\x08location\x12', 'latin1');

function externalLocations(bytes: Buffer): string[] {
	const locations = new Set<string>();
	let at = bytes.indexOf(LOCATION_KEY);
	while (at >= 0) {
		const start = at + LOCATION_KEY.length;
		// File names are shorter than 128 bytes, so their length is one byte.
		locations.add(bytes.toString('utf8', start + 1, start + 1 + bytes[start]));
		at = bytes.indexOf(LOCATION_KEY, start);
	}
	return [...locations];
}

async function exists(file: string): Promise<boolean> {
	return stat(file).then(
		() => true,
		() => false,
	);
}
