import { readFile, writeFile } from 'node:fs/promises';
import type { Task } from '../../inference/types';
import { imageError } from './errors';
import { openImage } from './open-image';
import { withoutMetadata } from './strip-metadata';

/** What crosses to the engine process. */
export interface StripInput {
	file: string;
	/** Where the copy is written. */
	copy: string;
}

/** Copies a picture without its metadata in the engine process; false for one that must be written anew. */
export const run: Task<StripInput, boolean> = async ({ file, copy }) => {
	const { format } = await openImage(file);
	const bytes = withoutMetadata(await readFile(file), format);
	if (!bytes) return false;
	await writeFile(copy, bytes).catch((error: Error) => {
		throw imageError('PICTURE_NOT_WRITTEN', { file: copy, reason: error.message }, error);
	});
	return true;
};
