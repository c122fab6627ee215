import {
	GENERAL_PICTURE_SIDE_PIXELS,
	MAXIMUM_LARGE_IMAGES,
	MAXIMUM_MANY_IMAGES_SIDE_PIXELS,
	MAXIMUM_PICTURE_TILES,
} from '../limits';
import type { CropBox } from '../media/image/resample';
import type { ImageSize } from '../media/image/types';
import { tokenInputError } from './errors';
import { findByName, isClaude } from './models';
import { isSeenWhole, planSize, type PlannedSize, type PlanRequest } from './prepare-plan';

/** A part of a picture, in its pixels, and the size it gets. */
export interface PlannedTile {
	box: CropBox;
	size: PlannedSize;
}

/** How a picture is cut. */
export interface Cutting {
	/** Of each piece with the one before. */
	overlapPixels: number;
	/** Whether all pieces go into one message, where Anthropic takes many only if they are smaller. */
	isOneMessage?: boolean;
}

/** Only of a picture so much longer than wide does a whole view lose its writing. */
const LONG_RATIO = 2;

/**
 * Parts of a long picture, from top to bottom or left to right, each as long as the model takes without
 * shrinking it, all equally long, each overlapping the one before. Where the picture is not long, or is seen
 * whole at full size, undefined. Tokens of a budget are shared equally.
 */
export function planTiles(
	size: ImageSize,
	{ overlapPixels, isOneMessage = false }: Cutting,
	request: PlanRequest,
): PlannedTile[] | undefined {
	const tiles = planPieces(size, overlapPixels, request);
	const areMany = isOneMessage && tiles !== undefined && tiles.length > MAXIMUM_LARGE_IMAGES;
	if (!areMany || !isClaude(request.modelName)) return tiles;
	const maximumSidePixels = MAXIMUM_MANY_IMAGES_SIDE_PIXELS;
	return planPieces(size, overlapPixels, { ...request, maximumSidePixels });
}

function planPieces(
	size: ImageSize,
	overlapPixels: number,
	{ maximumTokens, ...request }: PlanRequest,
): PlannedTile[] | undefined {
	const long = Math.max(size.width, size.height);
	const short = Math.min(size.width, size.height);
	if (long < LONG_RATIO * short) return undefined;
	const longest = Math.max(longestPiece(size, request), 2 * overlapPixels);
	if (longest >= long) return undefined;
	const count = Math.ceil((long - overlapPixels) / (longest - overlapPixels));
	if (count > MAXIMUM_PICTURE_TILES) {
		const maximum = MAXIMUM_PICTURE_TILES;
		throw tokenInputError('TOO_MANY_TILES', { ...size, count, maximum });
	}
	const length = Math.ceil((long + (count - 1) * overlapPixels) / count);
	const budget = maximumTokens === undefined ? undefined : Math.floor(maximumTokens / count);
	return Array.from({ length: count }, (_, place) => {
		const start = Math.min(place * (length - overlapPixels), long - length);
		const box = boxAt(size, start, length);
		return { box, size: planSize(box, { ...request, maximumTokens: budget }) };
	});
}

/** How finely lengths are tried. */
const STEP_PIXELS = 8;

/** A thinner strip tears lines of text and pictures apart. */
const THINNEST_STRIP = 0.25;

/** As long as a piece of the full width may be to be seen at full size; a square where the width alone is too much. */
function longestPiece(size: ImageSize, request: PlanRequest): number {
	const long = Math.max(size.width, size.height);
	const short = Math.min(size.width, size.height);
	const most = tellsItsSize(request) ? long : Math.min(long, GENERAL_PICTURE_SIDE_PIXELS);
	for (let length = most; length >= THINNEST_STRIP * short; length -= STEP_PIXELS) {
		if (isSeenWhole(boxAt(size, 0, length), request)) return length;
	}
	return short;
}

/** Gemini does not say to what it shrinks a picture; the general limit stands in. */
const tellsItsSize = ({ modelName }: PlanRequest): boolean =>
	!findByName(modelName)?.family.startsWith('gemini');

function boxAt({ width, height }: ImageSize, start: number, length: number) {
	return width > height
		? { left: start, top: 0, width: length, height }
		: { left: 0, top: start, width, height: length };
}
