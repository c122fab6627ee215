import { open } from 'node:fs/promises';
import path from 'node:path';
import { MAXIMUM_INLINE_RESULT_BYTES } from '../limits';
import { PRIVATE_FILE_MODE, withWorkspace } from '../media/workspace';
import { clipInputError } from './errors';
import type { DuplicateWork } from './task-types';
import { bytesOf } from './wire';

/** A few megabytes at once. */
const VECTORS_PER_WRITE = 1000;

/** Brings vectors into the form that crosses to the engine: many go through a private file. */
export async function withPackedVectors<T>(
	vectors: Float32Array[],
	use: (packed: DuplicateWork['vectors']) => Promise<T>,
): Promise<T> {
	const expected = vectors[0]?.length ?? 0;
	const other = vectors.find(({ length }) => length !== expected);
	if (other) throw clipInputError('DIMENSIONS_DIFFER', { expected, found: other.length });
	const sizeBytes = vectors.length * expected * Float32Array.BYTES_PER_ELEMENT;
	if (sizeBytes <= MAXIMUM_INLINE_RESULT_BYTES) {
		return use({ base64: Buffer.concat(vectors.map(bytesOf)).toString('base64') });
	}
	return withWorkspace(async (folder) => {
		const file = path.join(folder, 'vectors.f32');
		await writeVectors(file, vectors);
		return use({ file });
	});
}

async function writeVectors(file: string, vectors: Float32Array[]): Promise<void> {
	const handle = await open(file, 'wx', PRIVATE_FILE_MODE);
	try {
		for (let start = 0; start < vectors.length; start += VECTORS_PER_WRITE) {
			const some = vectors.slice(start, start + VECTORS_PER_WRITE);
			await handle.appendFile(Buffer.concat(some.map(bytesOf)));
		}
	} finally {
		await handle.close();
	}
}
