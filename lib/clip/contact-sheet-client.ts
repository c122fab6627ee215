import type { SheetTile } from '../media/image/contact-sheet';
import { laySheet } from '../media/image/contact-sheet-client';
import type { ImageSize } from '../media/image/types';
import type { ClipJob } from './types';

/** Puts pictures and their captions on one sheet, in the model's engine process. */
export function contactSheet(
	{ model, device, signal, onProgress }: ClipJob,
	tiles: SheetTile[],
	outFile: string,
	options: { columns?: number; tileWidth: number },
): Promise<ImageSize> {
	const engine = { modelId: model.id, device };
	return laySheet(engine, { tiles, outFile, ...options }, { signal, onProgress });
}
