import type { ImageSize, RgbImage } from '../../media/image/types';
import type { Colour } from './heat-colours';
import type { Grid } from './types';

/** Share of a token's colour; the rest is the picture's brightness, which tells what the token stands for. */
const COLOUR_SHARE = 0.6;

/**
 * Lays the colours of a grid, row by row, over the picture in grey. The grid begins at the top left and
 * covers `covered` of it, in pixels of the picture; what lies beside it keeps its own colours.
 */
export function layOverPicture(
	picture: RgbImage,
	{ rows, columns }: Grid,
	covered: ImageSize,
	colours: Colour[],
): RgbImage {
	const data = Uint8Array.from(picture.data);
	const cellOf = (at: number, length: number, count: number) => Math.floor((at * count) / length);
	for (let y = 0; y < covered.height; y++) {
		const row = cellOf(y, covered.height, rows) * columns;
		for (let x = 0; x < covered.width; x++) {
			const colour = colours[row + cellOf(x, covered.width, columns)];
			const at = (y * picture.width + x) * 3;
			const grey = brightness(data, at);
			for (let channel = 0; channel < 3; channel++)
				data[at + channel] = COLOUR_SHARE * colour[channel] + (1 - COLOUR_SHARE) * grey;
		}
	}
	return { width: picture.width, height: picture.height, data };
}

/** Luma, ITU-R BT.601. */
function brightness(data: Uint8Array, at: number): number {
	return 0.299 * data[at] + 0.587 * data[at + 1] + 0.114 * data[at + 2];
}
