import type { ImageSize } from '../media/image/types';
import type { CountOptions, TokenCount } from './types';

/** Start and end of a picture. */
const MARKERS = 2;
/** A picture that fills less than this share of the tiles does not take the larger of two equal grids. */
const LEAST_FILLED = 0.5;

export interface InternVlParameters {
	tilePixels: number;
	tileTokens: number;
	maximumTiles: number;
}

/** The grid of tiles nearest to the picture's proportions, and the whole picture as one more tile. */
export function countInternVl(
	size: ImageSize,
	{ tilePixels, tileTokens, maximumTiles }: InternVlParameters,
	{ isVideoFrame }: CountOptions = {},
): TokenCount {
	const { columns, rows } = isVideoFrame
		? { columns: 1, rows: 1 }
		: nearestGrid(size, tilePixels, maximumTiles);
	const tiles = columns * rows;
	return {
		tokens: tileTokens * (tiles > 1 ? tiles + 1 : 1),
		resizedWidth: columns * tilePixels,
		resizedHeight: rows * tilePixels,
		markerTokens: MARKERS,
	};
}

function nearestGrid({ width, height }: ImageSize, tilePixels: number, maximumTiles: number) {
	let best = { columns: 1, rows: 1, distance: Infinity };
	for (const { columns, rows } of gridsUpTo(maximumTiles)) {
		const distance = Math.abs(width / height - columns / rows);
		const leastArea = LEAST_FILLED * tilePixels * tilePixels * columns * rows;
		const isLarger = distance === best.distance && width * height > leastArea;
		if (distance < best.distance || isLarger) best = { columns, rows, distance };
	}
	return best;
}

/** By number of tiles; among equals the narrow ones first, as the order decides between equal grids. */
function gridsUpTo(maximumTiles: number) {
	const counts = Array.from({ length: maximumTiles }, (_, index) => index + 1);
	return counts
		.flatMap((columns) => counts.map((rows) => ({ columns, rows })))
		.filter(({ columns, rows }) => columns * rows <= maximumTiles)
		.sort((a, b) => a.columns * a.rows - b.columns * b.rows);
}
