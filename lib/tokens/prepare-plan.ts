import { GENERAL_PICTURE_SIDE_PIXELS } from '../limits';
import { scaledBy } from '../media/image/scaled-by';
import type { ImageSize } from '../media/image/types';
import { tokenInputError } from './errors';
import { countImageTokens, largestFittingSize } from './count';
import { findByName } from './models';
import type { CountOptions, TokenCount } from './types';

/** What the size of a picture depends on. */
export interface PlanRequest extends CountOptions {
	/** Whose limits hold. Absent, or not in the table: the general limit of a side, and tokens are not known. */
	modelName?: string;
	/** Makes the picture (all its pieces together) smaller until the model takes it for at most so many; only with a known model. */
	maximumTokens?: number;
	/** Of a side, where who takes the picture says so; with an unknown model it stands in for the general limit. */
	maximumSidePixels?: number;
}

/** A size for a picture, and what it costs there; the tokens of an unknown model are absent. */
export interface PlannedSize extends ImageSize {
	tokens?: number;
}

/** A smaller size that only rounds to a model's patches saves nothing and blurs. */
const WORTHWHILE_SCALE = 0.95;
/** By so much whole patches bend a large picture. */
const WHOLE_PATCHES_SHARE = 0.02;

/** Tokens of a size on the model of a plan; undefined for an unknown model. */
export function tokensOf(size: ImageSize, request: PlanRequest): number | undefined {
	return countOf(size, request)?.tokens;
}

/** Whether the model takes a picture of this size and looks at all its pixels. */
export function isSeenWhole(size: ImageSize, request: PlanRequest): boolean {
	const count = countOf(size, request);
	if (Math.max(size.width, size.height) > longestSide(request, count !== undefined)) return false;
	if (!count) return true;
	if (count.refusal) return false;
	const seen = { width: count.resizedWidth, height: count.resizedHeight };
	const scale = Math.max(seen.width / size.width, seen.height / size.height);
	return scale >= 1 || (scale >= 1 - WHOLE_PATCHES_SHARE && !isProportional(size, seen));
}

/** Why the model would not take a picture of this size, as a sentence. */
export function refusalOf(size: ImageSize, request: PlanRequest): string | undefined {
	return countOf(size, request)?.refusal;
}

function countOf({ width, height }: ImageSize, { modelName, ...options }: PlanRequest) {
	const model = findByName(modelName);
	return model && countImageTokens(model.name, { width, height }, options);
}

function longestSide({ maximumSidePixels }: PlanRequest, isKnown: boolean): number {
	return maximumSidePixels ?? (isKnown ? Infinity : GENERAL_PICTURE_SIDE_PIXELS);
}

/**
 * The smallest size at which the model sees all that it would see anyway: what it shrinks to itself, in the
 * picture's proportions. Never larger than the picture and never for more tokens. With `maximumTokens`
 * smaller still; throws TOKEN_BUDGET_TOO_SMALL where even a dot costs more.
 */
export function planSize(size: ImageSize, request: PlanRequest): PlannedSize {
	const { modelName, maximumTokens, ...options } = request;
	const model = findByName(modelName);
	const longest = longestSide(request, model !== undefined);
	if (!model) return withinSide(size, longest);
	const whole = seenSize(model.name, size, options);
	const isWithin = Math.max(whole.width, whole.height) <= longest;
	const seen = isWithin ? whole : seenSize(model.name, withinSide(size, longest), options);
	if (maximumTokens === undefined || seen.tokens <= maximumTokens) return seen;
	const fitting = largestFittingSize(model.name, seen, maximumTokens, options);
	if (fitting) return fitting;
	throw tokenInputError('TOKEN_BUDGET_TOO_SMALL', {
		maximumTokens,
		model: model.name,
		neededTokens: countImageTokens(model.name, { width: 1, height: 1 }, options).tokens,
	});
}

/** A size for a plan whose file came out too large: a tenth less a side, for no more tokens. Undefined at the last pixel. */
export function planSmaller(size: ImageSize, request: PlanRequest): PlannedSize | undefined {
	const smaller = scaledBy(size, 0.9);
	if (smaller.width === size.width && smaller.height === size.height) return undefined;
	const { modelName, maximumTokens, ...options } = request;
	const tokens = tokensOf(size, request);
	if (modelName === undefined || tokens === undefined) return smaller;
	return largestFittingSize(modelName, smaller, Math.min(tokens, maximumTokens ?? tokens), options);
}

function seenSize(modelName: string, size: ImageSize, options: CountOptions) {
	const count = ({ width, height }: ImageSize) => {
		const { tokens, refusal } = countImageTokens(modelName, { width, height }, options);
		return { width, height, tokens, refusal };
	};
	const whole = count(size);
	const candidates = smallerSizes(size, countImageTokens(modelName, size, options)).map(count);
	const seen =
		candidates.find(({ tokens, refusal }) => tokens <= whole.tokens && !refusal) ?? whole;
	const { width, height, tokens, refusal } = seen;
	const taken = refusal && largestFittingSize(modelName, size, tokens, options);
	return taken || { width, height, tokens };
}

/**
 * What the model itself shrinks to; or, where it bends or cuts the picture, the size whose every side covers
 * that, and then the bent size, if the bend is of whole patches only.
 */
function smallerSizes(
	size: ImageSize,
	{ resizedWidth, resizedHeight }: Pick<TokenCount, 'resizedWidth' | 'resizedHeight'>,
): ImageSize[] {
	const scale = Math.max(resizedWidth / size.width, resizedHeight / size.height);
	if (scale >= 1) return [];
	const resized = { width: resizedWidth, height: resizedHeight };
	const isShrunkMuch = scale < WORTHWHILE_SCALE;
	const covering = isShrunkMuch ? [scaledBy(size, scale)] : [];
	const bent = isShrunkMuch && isNearlyProportional(size, resized) ? [resized] : [];
	return isProportional(size, resized) ? [resized] : [...covering, ...bent];
}

/** But for the rounding of the short side to whole pixels. */
function isProportional(size: ImageSize, resized: ImageSize): boolean {
	const [long, short] =
		size.width >= size.height ? (['width', 'height'] as const) : (['height', 'width'] as const);
	return Math.abs((size[short] * resized[long]) / size[long] - resized[short]) <= 1;
}

function isNearlyProportional(size: ImageSize, resized: ImageSize): boolean {
	const bend = (size.width * resized.height) / (size.height * resized.width);
	return Math.abs(bend - 1) <= WHOLE_PATCHES_SHARE;
}

function withinSide(size: ImageSize, sidePixels: number): ImageSize {
	const long = Math.max(size.width, size.height);
	return long > sidePixels ? scaledBy(size, sidePixels / long) : { ...size };
}
