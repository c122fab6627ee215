import type { ImageSize } from '../media/image/types';
import { bestGrid, fitInTiles, withoutMargins, type Grid } from './any-res';
import { floorDivide } from './rounding';
import type { CountOptions, TokenCount } from './types';

/** Pooling starts a little above the most tokens, as in the model's code. */
const POOLED_ABOVE = 1.1;

export interface LlavaOnevisionParameters {
	tilePixels: number;
	/** Tokens along a tile's side. */
	tileTokens: number;
	/** Tiles along each side, at most. */
	maximumSideTiles: number;
	/** Tiles' worth of tokens above which they are pooled. */
	maximumTiles: number;
}

/** The whole picture small, and again in up to 6 by 6 tiles, pooled to nine tiles' worth of tokens. */
export function countLlavaOnevision(
	size: ImageSize,
	parameters: LlavaOnevisionParameters,
	{ isVideoFrame }: CountOptions = {},
): TokenCount {
	const { tilePixels, tileTokens } = parameters;
	if (isVideoFrame) {
		const pooled = Math.ceil(tileTokens / 2);
		return { tokens: pooled ** 2, resizedWidth: tilePixels, resizedHeight: tilePixels };
	}
	const grid = bestGrid(size, gridsUpTo(parameters.maximumSideTiles), tilePixels);
	const fine = pool(withoutMargins(size, grid, tileTokens), parameters);
	const seen = fitInTiles(size, grid, tilePixels);
	return {
		tokens: tileTokens ** 2 + fine.height * (fine.width + 1),
		resizedWidth: seen.width,
		resizedHeight: seen.height,
	};
}

function pool(
	{ width, height }: ImageSize,
	{ maximumTiles, tileTokens }: LlavaOnevisionParameters,
): ImageSize {
	const ratio = Math.sqrt((height * width) / (maximumTiles * tileTokens ** 2));
	if (ratio <= POOLED_ABOVE) return { width, height };
	return { width: floorDivide(width, ratio), height: floorDivide(height, ratio) };
}

function gridsUpTo(sideTiles: number): Grid[] {
	const counts = Array.from({ length: sideTiles }, (_, index) => index + 1);
	return counts.flatMap((rows) => counts.map((columns): Grid => [rows, columns]));
}
