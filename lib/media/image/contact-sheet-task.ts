import type { Task } from '../../inference/types';
import { makeContactSheet, type SheetTile } from './contact-sheet';
import type { ImageSize } from './types';

/** What crosses to the engine process. */
export interface SheetInput {
	tiles: SheetTile[];
	outFile: string;
	columns?: number;
	tileWidth: number;
}

/** Lays a contact sheet in the engine process, which may hold pixels. The model is not needed. */
export const run: Task<SheetInput, ImageSize> = (
	{ tiles, outFile, columns, tileWidth },
	{ signal, progress },
) =>
	makeContactSheet(tiles, outFile, {
		columns,
		tileWidth,
		signal,
		onProgress: (fraction) => progress({ stage: 'laying the contact sheet', fraction }),
	});
