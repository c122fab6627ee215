import type { ImageSize } from '../media/image/types';

/** Rows and columns of tiles. */
export type Grid = [rows: number, columns: number];

/** The grid in which most of the picture's pixels survive; among equals, the one with least left over. */
export function bestGrid(size: ImageSize, grids: Grid[], tilePixels: number): Grid {
	let best = { grid: grids[0], kept: 0, wasted: Infinity };
	for (const grid of grids) {
		const [rows, columns] = grid;
		const kept = keptPixels(size, rows * tilePixels, columns * tilePixels);
		const wasted = rows * columns * tilePixels * tilePixels - kept;
		if (kept > best.kept || (kept === best.kept && wasted < best.wasted)) {
			best = { grid, kept, wasted };
		}
	}
	return best.grid;
}

/** The picture's size once it fills the tiles without being stretched. */
export function fitInTiles(
	{ width, height }: ImageSize,
	[rows, columns]: Grid,
	tilePixels: number,
): ImageSize {
	const [byWidth, byHeight] = [(columns * tilePixels) / width, (rows * tilePixels) / height];
	return byWidth < byHeight
		? {
				width: columns * tilePixels,
				height: Math.min(Math.ceil(height * byWidth), rows * tilePixels),
			}
		: {
				width: Math.min(Math.ceil(width * byHeight), columns * tilePixels),
				height: rows * tilePixels,
			};
}

/** Tokens in height and width of the tiles once those of the empty margins are cut off. */
export function withoutMargins(
	{ width, height }: ImageSize,
	[rows, columns]: Grid,
	tileTokens: number,
): ImageSize {
	const [tokensDown, tokensAcross] = [rows * tileTokens, columns * tileTokens];
	if (width / height > tokensAcross / tokensDown) {
		const filled = toSevenDigits(height * (tokensAcross / width));
		return { width: tokensAcross, height: tokensDown - margin(tokensDown, filled) };
	}
	const filled = toSevenDigits(width * (tokensDown / height));
	return { width: tokensAcross - margin(tokensAcross, filled), height: tokensDown };
}

function keptPixels({ width, height }: ImageSize, tilesHeight: number, tilesWidth: number) {
	const scale = Math.min(tilesWidth / width, tilesHeight / height);
	const fitted = Math.trunc(width * scale) * Math.trunc(height * scale);
	return Math.min(fitted, width * height);
}

/** As the models' code does, lest 26.99999999 become 26. */
function toSevenDigits(value: number): number {
	return Math.trunc(Number(value.toFixed(7)));
}

/** The same on both sides, so an odd one is left. */
function margin(tokens: number, filled: number): number {
	return Math.floor((tokens - filled) / 2) * 2;
}
