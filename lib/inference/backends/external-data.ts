import { readFile } from 'node:fs/promises';
import path from 'node:path';

import { modelFileError } from '../errors';

/** Weights that an ONNX file keeps in a file beside it. */
export interface ExternalData {
	/** The name as the model spells it. */
	path: string;
	data: Uint8Array;
}

/** Reads the files of weights that a model names; rejects with EXTERNAL_DATA_OUTSIDE. */
export async function readExternalData(file: string, model: Buffer): Promise<ExternalData[]> {
	const folder = path.dirname(file);
	return await Promise.all(
		externalLocations(model).map(async (location) => {
			const external = path.resolve(folder, location);
			if (!external.startsWith(folder + path.sep)) {
				throw modelFileError('EXTERNAL_DATA_OUTSIDE', { file, location });
			}
			return { path: location, data: await readFile(external) };
		}),
	);
}

/** In protobuf: field 1 (key), 8 bytes, `location`; then field 2 (value) and its length. */
const LOCATION_ENTRY = Buffer.from('\x0a\x08location\x12', 'latin1');

/** The distinct `location` values of the tensors' external_data entries. */
export function externalLocations(model: Buffer): string[] {
	const locations = new Set<string>();
	let at = model.indexOf(LOCATION_ENTRY);
	while (at !== -1) {
		const lengthAt = at + LOCATION_ENTRY.length;
		locations.add(readText(model, lengthAt));
		at = model.indexOf(LOCATION_ENTRY, lengthAt);
	}
	return [...locations];
}

/** A length as a protobuf varint of one or two bytes (a file name is no longer), then the text. */
function readText(model: Buffer, lengthAt: number): string {
	const isLong = model[lengthAt] > 0x7f;
	const length = isLong ? (model[lengthAt] & 0x7f) | (model[lengthAt + 1] << 7) : model[lengthAt];
	const textAt = lengthAt + (isLong ? 2 : 1);
	return model.toString('utf8', textAt, textAt + length);
}
