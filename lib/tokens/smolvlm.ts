import type { ImageSize } from '../media/image/types';
import { pieces } from './rounding';
import type { CountOptions, TokenCount } from './types';

/** Before each tile its place, after the last one an end. */
const TILE_MARKERS = 2;
const END_MARKERS = 1;

export interface SmolVlmParameters {
	/** The long side is brought to this, larger or smaller. */
	longPixels: number;
	tilePixels: number;
	tileTokens: number;
}

/** Every picture is brought to one length, cut into tiles, and seen whole as one more tile. */
export function countSmolVlm(
	size: ImageSize,
	{ longPixels, tilePixels, tileTokens }: SmolVlmParameters,
	{ isVideoFrame }: CountOptions = {},
): TokenCount {
	const { columns, rows } = isVideoFrame
		? { columns: 1, rows: 1 }
		: gridOf(resize(size, longPixels), tilePixels);
	const isSplit = columns * rows > 1;
	const tiles = isSplit ? columns * rows + 1 : 1;
	// A line ends after each row of tiles; the empty line before the whole picture joins the last of them.
	const lineEnds = isSplit ? rows : 0;
	return {
		tokens: tiles * tileTokens,
		resizedWidth: columns * tilePixels,
		resizedHeight: rows * tilePixels,
		markerTokens: tiles * TILE_MARKERS + END_MARKERS + lineEnds,
	};
}

/** The model's code makes the short side even; of tiles with even sides it takes as many either way. */
function resize({ width, height }: ImageSize, longPixels: number): ImageSize {
	const ratio = width / height;
	const shortened = (length: number) => Math.max(1, Math.trunc(length));
	return width >= height
		? { width: longPixels, height: shortened(longPixels / ratio) }
		: { width: shortened(longPixels * ratio), height: longPixels };
}

function gridOf({ width, height }: ImageSize, tilePixels: number) {
	return { columns: pieces(width, tilePixels), rows: pieces(height, tilePixels) };
}
