import { readFile } from 'node:fs/promises';
import path from 'node:path';

import { externalLocations } from '../../models/external-locations';
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
