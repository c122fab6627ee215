import type { ImageSize } from '../media/image/types';
import { bestGrid, fitInTiles, withoutMargins, type Grid } from './any-res';
import type { TokenCount } from './types';

export interface Llava15Parameters {
	sidePixels: number;
	/** Tokens along a side. */
	sideTokens: number;
}

/** Every picture is cut to one square. */
export function countLlava15(
	_size: ImageSize,
	{ sidePixels, sideTokens }: Llava15Parameters,
): TokenCount {
	return { tokens: sideTokens ** 2, resizedWidth: sidePixels, resizedHeight: sidePixels };
}

export interface Llava16Parameters extends Llava15Parameters {
	/** Rows and columns of tiles that a picture may fill, in the order of the model's own list. */
	grids: Grid[];
}

/** The whole picture small, and again in tiles, whose every row of tokens ends with one more. */
export function countLlava16(
	size: ImageSize,
	{ sidePixels, sideTokens, grids }: Llava16Parameters,
): TokenCount {
	const grid = bestGrid(size, grids, sidePixels);
	const fine = withoutMargins(size, grid, sideTokens);
	const seen = fitInTiles(size, grid, sidePixels);
	return {
		tokens: sideTokens ** 2 + fine.height * (fine.width + 1),
		resizedWidth: seen.width,
		resizedHeight: seen.height,
	};
}
