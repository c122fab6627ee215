import type { ImageSize } from '../media/image/types';
import { pieces } from './rounding';
import type { CountOptions, TokenCount } from './types';

const SQUARE = 2048;
const SHORT = 768;
const TILE = 512;

export interface OpenAiTileParameters {
	baseTokens: number;
	tileTokens: number;
}

/** A base and so many for each tile of 512 pixels, once the picture is within 2048 and its short side within 768. */
export function countOpenAiTile(
	size: ImageSize,
	{ baseTokens, tileTokens }: OpenAiTileParameters,
	{ detail = 'auto' }: CountOptions = {},
): TokenCount {
	const isLow = detail === 'low';
	const seen = isLow ? withLongSide(size, TILE) : shrink(size);
	const tiles = isLow ? 0 : pieces(seen.width, TILE) * pieces(seen.height, TILE);
	return {
		tokens: baseTokens + tileTokens * tiles,
		resizedWidth: seen.width,
		resizedHeight: seen.height,
	};
}

function shrink(size: ImageSize): ImageSize {
	const long = Math.max(size.width, size.height);
	const short = Math.min(size.width, size.height);
	const isShortTooLong = short > SHORT && short * SQUARE > SHORT * long;
	if (!isShortTooLong) return withLongSide(size, SQUARE);
	return scaleTo(size, SHORT, short);
}

function withLongSide(size: ImageSize, pixels: number): ImageSize {
	const long = Math.max(size.width, size.height);
	return long > pixels ? scaleTo(size, pixels, long) : size;
}

/** Both sides times one whole-numbered ratio: the side it was taken from comes out exact. */
function scaleTo({ width, height }: ImageSize, pixels: number, from: number): ImageSize {
	return {
		width: Math.max(1, Math.floor((width * pixels) / from)),
		height: Math.max(1, Math.floor((height * pixels) / from)),
	};
}
