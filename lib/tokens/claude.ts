import type { ImageSize } from '../media/image/types';
import { sideTooLong } from './refusals';
import { pieces, roundHalfEven } from './rounding';
import type { TokenCount } from './types';

const PATCH = 28;

export interface ClaudeParameters {
	/** Longest side after rounding up to whole patches. */
	edgePixels: number;
	maximumTokens: number;
	/** Above this the API refuses the picture. */
	maximumSidePixels: number;
}

/** One token a patch of 28 pixels; a picture that does not fit is made smaller until it does. */
export function countClaude(size: ImageSize, parameters: ClaudeParameters): TokenCount {
	const long = Math.max(size.width, size.height);
	const short = Math.min(size.width, size.height);
	const longPixels = fits(long, short, parameters) ? long : largestLong(long, short, parameters);
	const shortPixels = shortFor(longPixels, long, short);
	const isPortrait = size.height > size.width;
	return {
		tokens: patches(longPixels, shortPixels),
		resizedWidth: isPortrait ? shortPixels : longPixels,
		resizedHeight: isPortrait ? longPixels : shortPixels,
		...(long > parameters.maximumSidePixels && {
			refusal: sideTooLong(long, parameters.maximumSidePixels),
		}),
	};
}

function fits(long: number, short: number, { edgePixels, maximumTokens }: ClaudeParameters) {
	const isWithinEdge = pieces(long, PATCH) * PATCH <= edgePixels;
	return isWithinEdge && patches(long, short) <= maximumTokens;
}

/** By halving: what fits at one length fits at every smaller one. */
function largestLong(long: number, short: number, parameters: ClaudeParameters): number {
	let [fitting, tooLong] = [1, long];
	while (tooLong - fitting > 1) {
		const middle = Math.floor((fitting + tooLong) / 2);
		if (fits(middle, shortFor(middle, long, short), parameters)) fitting = middle;
		else tooLong = middle;
	}
	return fitting;
}

function shortFor(pixels: number, long: number, short: number): number {
	return Math.max(1, roundHalfEven((pixels * short) / long));
}

function patches(long: number, short: number): number {
	return pieces(long, PATCH) * pieces(short, PATCH);
}
