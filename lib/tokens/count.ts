import type { ImageSize } from '../media/image/types';
import { tokenInputError } from './errors';
import { applyFormula } from './formula';
import { lookUp } from './models';
import type { CountOptions, TokenCount } from './types';

/** A side rounded to whole pixels by more than this share changes the picture's proportions visibly. */
const ROUNDING_SHARE = 0.02;

export { findTokenModel, listTokenModels } from './models';

/** What a picture of this size costs on a model, in tokens, by the provider's or the model's own rule. */
export function countImageTokens(
	modelName: string,
	size: ImageSize,
	options: CountOptions = {},
): TokenCount {
	requireSize(size);
	return applyFormula(lookUp(modelName), size, options);
}

/**
 * The largest size of the same proportions, no larger than the picture, that the model takes for at most so many tokens;
 * undefined if none is. Every length is tried from the top: a smaller picture may cost more, so halving would miss some.
 */
export function largestFittingSize(
	modelName: string,
	size: ImageSize,
	maximumTokens: number,
	options: CountOptions = {},
): (ImageSize & { tokens: number }) | undefined {
	requireSize(size);
	const model = lookUp(modelName);
	for (let long = Math.max(size.width, size.height); long >= 1; long--) {
		const smaller = withLongSide(size, long);
		if (!smaller) continue;
		const { tokens, refusal } = applyFormula(model, smaller, options);
		if (tokens <= maximumTokens && !refusal) return { ...smaller, tokens };
	}
	return undefined;
}

function withLongSide({ width, height }: ImageSize, long: number): ImageSize | undefined {
	const exactShort = (Math.min(width, height) * long) / Math.max(width, height);
	const short = Math.round(exactShort);
	if (Math.abs(short - exactShort) > ROUNDING_SHARE * exactShort) return undefined;
	return width >= height ? { width: long, height: short } : { width: short, height: long };
}

function requireSize({ width, height }: ImageSize): void {
	const isSide = (side: number) => Number.isSafeInteger(side) && side >= 1;
	if (!isSide(width) || !isSide(height)) {
		throw tokenInputError('PICTURE_SIZE_INVALID', { width, height });
	}
}
