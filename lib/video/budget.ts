import type { ImageSize } from '../media/image/types';
import { videoInputError } from './errors';

/** How a model counts pictures. */
export interface TokenCounter {
	name: string;
	count(size: ImageSize): number;
	/** The largest size of the same proportions, none larger than given, that takes at most so many tokens. */
	fit(size: ImageSize, maximumTokens: number): ImageSize | undefined;
}

/** How many frames there may be, and how large. */
export interface FramePlan {
	count: number;
	size: ImageSize;
	tokensPerFrame: number;
}

/** On a smaller picture writing and faces are lost. */
const MINIMUM_USEFUL_EDGE = 320;

/**
 * Up to `wanted` frames of at most `size` that together take at most `maximumTokens`: more frames before
 * larger ones, down to a longer edge of 320; then fewer frames. Throws BUDGET_TOO_SMALL.
 */
export function planFrames(
	wanted: number,
	size: ImageSize,
	maximumTokens: number,
	counter: TokenCounter,
): FramePlan {
	const smallest = smallestUseful(size);
	const plan =
		planOf(wanted, size, maximumTokens, smallest, counter) ??
		planOf(
			affordable(wanted, smallest, maximumTokens, counter),
			size,
			maximumTokens,
			smallest,
			counter,
		) ??
		planOf(1, size, maximumTokens, { width: 1, height: 1 }, counter);
	if (plan) return plan;
	throw videoInputError('BUDGET_TOO_SMALL', {
		maximumTokens,
		neededTokens: counter.count(smallest),
		model: counter.name,
	});
}

function smallestUseful({ width, height }: ImageSize): ImageSize {
	const scale = Math.min(1, MINIMUM_USEFUL_EDGE / Math.max(width, height));
	return {
		width: Math.max(1, Math.round(width * scale)),
		height: Math.max(1, Math.round(height * scale)),
	};
}

/** `count` frames, as large as the budget allows; undefined when that is smaller than useful. */
function planOf(
	count: number,
	size: ImageSize,
	maximumTokens: number,
	smallest: ImageSize,
	counter: TokenCounter,
): FramePlan | undefined {
	if (count < 1) return undefined;
	const share = Math.floor(maximumTokens / count);
	const candidates = [size, counter.fit(size, share), smallest];
	for (const candidate of candidates) {
		if (!candidate || longerEdge(candidate) < longerEdge(smallest)) continue;
		const tokensPerFrame = counter.count(candidate);
		if (tokensPerFrame <= share) return { count, size: candidate, tokensPerFrame };
	}
	return undefined;
}

/** How many of the smallest useful frames there may be, fewer than wanted. */
function affordable(
	wanted: number,
	smallest: ImageSize,
	maximumTokens: number,
	counter: TokenCounter,
): number {
	const tokens = counter.count(smallest);
	return tokens === 0 ? wanted : Math.min(wanted, Math.floor(maximumTokens / tokens));
}

function longerEdge({ width, height }: ImageSize): number {
	return Math.max(width, height);
}
