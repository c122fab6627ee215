import { MINIMUM_TILE_PIXELS } from '../limits';
import { scaledBy } from '../media/image/scaled-by';
import type { ImageSize } from '../media/image/types';
import { videoInputError } from './errors';

/** How a model counts pictures. */
export interface TokenCounter {
	name: string;
	count(size: ImageSize): number;
	/** Why the model would not take a picture of this size, as a sentence. */
	refusal?(size: ImageSize): string | undefined;
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
 * larger ones, down to a longer edge of 320; then fewer frames, the last as small as something can be made
 * out. Throws BUDGET_TOO_SMALL, or FRAMES_REFUSED where the model takes no picture of such proportions.
 */
export function planFrames(
	wanted: number,
	size: ImageSize,
	maximumTokens: number,
	counter: TokenCounter,
): FramePlan {
	const smallest = withLongerEdge(size, MINIMUM_USEFUL_EDGE);
	const reason = counter.refusal?.(smallest);
	if (reason) throw videoInputError('FRAMES_REFUSED', { model: counter.name, reason });
	const plan =
		planOf(wanted, size, maximumTokens, smallest, counter) ??
		planOf(
			affordable(wanted, smallest, maximumTokens, counter),
			size,
			maximumTokens,
			smallest,
			counter,
		) ??
		planOf(1, size, maximumTokens, withLongerEdge(size, MINIMUM_TILE_PIXELS), counter);
	if (plan) return plan;
	throw videoInputError('BUDGET_TOO_SMALL', {
		maximumTokens,
		neededTokens: counter.count(smallest),
		model: counter.name,
	});
}

/** Smaller, never larger. */
function withLongerEdge(size: ImageSize, edge: number): ImageSize {
	return scaledBy(size, Math.min(1, edge / longerEdge(size)));
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
