import type { ImageSize } from '../media/image/types';
import { detailUnknown, tooManyPatches } from './refusals';
import { pieces } from './rounding';
import type { CountOptions, TokenCount } from './types';

const PATCH = 32;

export interface OpenAiPatchParameters {
	autoDetail: 'high' | 'original';
	/** A picture is first shrunk to this side; without a number of patches, only that. */
	lowSidePixels: number;
	lowPatches?: number;
	highSidePixels: number;
	highPatches?: number;
	originalSidePixels?: number;
	originalPatches?: number;
	/** Above this the API refuses the picture. */
	refusedAbovePatches?: number;
	multiplier: number;
}

/** Patches of 32 pixels, as many as the level of detail allows, times the model's multiplier. */
export function countOpenAiPatch(
	size: ImageSize,
	parameters: OpenAiPatchParameters,
	{ detail = 'auto' }: CountOptions = {},
): TokenCount {
	const { sidePixels, budget, isKnown } = levelOf(parameters, detail);
	const fitted = fitInSide(size, sidePixels);
	const fittedPatches = patchesOf(fitted);
	const seen = fittedPatches > budget ? fitInBudget(size, budget) : fitted;
	const patches = patchesOf(seen);
	const limit = parameters.refusedAbovePatches ?? Infinity;
	const refusal = isKnown
		? patches > limit && tooManyPatches(patches, limit)
		: detailUnknown(detail);
	return {
		tokens: scale(patches, parameters.multiplier),
		resizedWidth: Math.max(1, Math.floor(seen.width)),
		resizedHeight: Math.max(1, Math.floor(seen.height)),
		...(refusal && { refusal }),
	};
}

function levelOf(parameters: OpenAiPatchParameters, detail: string) {
	const level = detail === 'auto' ? parameters.autoDetail : detail;
	if (level === 'low') {
		return withLevel(parameters.lowSidePixels, parameters.lowPatches);
	}
	if (level === 'original' && parameters.originalSidePixels) {
		return withLevel(parameters.originalSidePixels, parameters.originalPatches);
	}
	return withLevel(parameters.highSidePixels, parameters.highPatches, level === 'high');
}

function withLevel(sidePixels: number, budget = Infinity, isKnown = true) {
	return { sidePixels, budget, isKnown };
}

/** Sides keep their fractions: 64.5 pixels take three patches. */
function fitInSide({ width, height }: ImageSize, sidePixels: number): ImageSize {
	const long = Math.max(width, height);
	if (long <= sidePixels) return { width, height };
	return { width: (width * sidePixels) / long, height: (height * sidePixels) / long };
}

/** The area of the budget, then smaller until one side is whole patches; in whole numbers, so that nothing is lost. */
function fitInBudget({ width, height }: ImageSize, budget: number): ImageSize {
	const columns = floorRoot(budget, width, height);
	const rows = floorRoot(budget, height, width);
	return columns * height < rows * width
		? { width: columns * PATCH, height: Math.floor((columns * PATCH * height) / width) }
		: { width: Math.floor((rows * PATCH * width) / height), height: rows * PATCH };
}

/** The largest n with n * n <= budget * side / other: a plain root of 2500 may come out below 50. */
function floorRoot(budget: number, side: number, other: number): number {
	const root = Math.round(Math.sqrt((budget * side) / other));
	return root * root * other > budget * side ? root - 1 : root;
}

function patchesOf({ width, height }: ImageSize): number {
	return pieces(width, PATCH) * pieces(height, PATCH);
}

/** In hundredths: 150 times 1.62 is 243, in binary fractions a little more. */
function scale(patches: number, multiplier: number): number {
	return Math.ceil((patches * Math.round(multiplier * 100)) / 100);
}
