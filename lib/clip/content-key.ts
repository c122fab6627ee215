import { createHash } from 'node:crypto';
import { MAXIMUM_IMAGE_FILE_BYTES } from '../limits';
import { measureFile } from '../media/file';
import { addFile } from '../models/checksum';

/** Same key, same bytes. Undefined for a file that is not taken: who opens it says why. */
export async function contentKey(file: string, signal: AbortSignal): Promise<string | undefined> {
	try {
		if ((await measureFile(file)) > MAXIMUM_IMAGE_FILE_BYTES) return undefined;
		const hash = createHash('sha256');
		await addFile(hash, file, signal);
		return hash.digest('base64');
	} catch {
		return undefined;
	}
}
