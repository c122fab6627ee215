import type { ImageSize } from '../media/image/types';
import { resolutionUnknown } from './refusals';
import { pieces } from './rounding';
import type { CountOptions, TokenCount } from './types';

/** Tokens by media resolution; a level that is missing does not exist. */
export type Gemini3Parameters = Record<string, number>;

/** A fixed number by media resolution, whatever the size: the provider calls it an approximate maximum. */
export function countGemini3(
	size: ImageSize,
	parameters: Gemini3Parameters,
	{ mediaResolution = 'default', isVideoFrame }: CountOptions = {},
): TokenCount {
	const kind = isVideoFrame ? 'frame' : 'picture';
	const tokens = parameters[levelName(kind, mediaResolution)];
	return {
		tokens: tokens ?? parameters[levelName(kind, 'default')],
		...unchanged(size),
		...(tokens === undefined && { refusal: resolutionUnknown(mediaResolution, isVideoFrame) }),
	};
}

export interface Gemini2Parameters {
	/** Of a whole small picture, and of each tile. */
	tileTokens: number;
	tilePixels: number;
	/** Up to these sides a picture is one tile. */
	wholePixels: number;
	lowTokens: number;
	mediumTokens: number;
	frameTokens: number;
}

/** A tile for small pictures and frames, tiles of 768 pixels for others; fixed numbers at reduced media resolution. */
export function countGemini2(
	size: ImageSize,
	parameters: Gemini2Parameters,
	{ mediaResolution = 'default', isVideoFrame }: CountOptions = {},
): TokenCount {
	return {
		tokens: gemini2Tokens(size, parameters, mediaResolution, isVideoFrame),
		...unchanged(size),
		...(mediaResolution === 'ultraHigh' && {
			refusal: resolutionUnknown(mediaResolution, isVideoFrame),
		}),
	};
}

function gemini2Tokens(
	{ width, height }: ImageSize,
	parameters: Gemini2Parameters,
	mediaResolution: string,
	isVideoFrame?: boolean,
): number {
	if (mediaResolution === 'low') return parameters.lowTokens;
	if (mediaResolution === 'medium') return parameters.mediumTokens;
	if (isVideoFrame) return parameters.frameTokens;
	if (Math.max(width, height) <= parameters.wholePixels) return parameters.tileTokens;
	const { tilePixels, tileTokens } = parameters;
	return tileTokens * pieces(width, tilePixels) * pieces(height, tilePixels);
}

function levelName(kind: string, level: string): string {
	return `${kind}${level[0].toUpperCase()}${level.slice(1)}`;
}

/** Neither generation says to what it resizes. */
function unchanged({ width, height }: ImageSize) {
	return { resizedWidth: width, resizedHeight: height };
}
