import { readHeader } from './header';
import type { ImageInfo } from './types';

/** What a picture's header says, once every limit is checked; nothing is decoded. */
export async function openImage(file: string): Promise<ImageInfo> {
	const { info } = await readHeader(file);
	return info;
}
