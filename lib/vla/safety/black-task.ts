import { throwIfCancelled } from '../../errors';
import type { Task } from '../../inference/types';
import { openImage } from '../../media/image/open-image';
import { writePicture } from '../../media/image/write-picture';

/** What crosses to the engine process: each file, and where a black one of its size goes (PNG). */
export interface BlackInput {
	pictures: Array<{ file: string; blackFile: string }>;
}

/** Writes black pictures of the same sizes, in the engine process. */
export const run: Task<BlackInput, null> = async ({ pictures }, { signal }) => {
	for (const { file, blackFile } of pictures) {
		throwIfCancelled(signal);
		const { width, height } = await openImage(file);
		await writePicture({ width, height, data: new Uint8Array(width * height * 3) }, blackFile);
	}
	return null;
};
