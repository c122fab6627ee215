import type { ImageSize } from '../../media/image/types';
import type { Grid } from './types';

/** What a model's files say of its grid. */
export interface GridClues {
	/** Points of a patch, each of which the model makes a token of; undefined where no file says it. */
	patch?: ImageSize;
	/** Registers: tokens of the model's own, which follow the class token. */
	registerTokens?: number;
}

/** Where the tokens of a grid lie in a picture. */
export interface PlacedGrid extends Grid {
	/** Tokens before those of the grid. */
	prefixTokens: number;
	/** The part of the picture, from its top left, that the grid covers: a strip narrower than a patch is not looked at. */
	covered: ImageSize;
}

/** More than any model has before its patches: a class token and at most a dozen registers. */
const MAXIMUM_PREFIX_TOKENS = 16;
/** Some models join squares of patches into one token. */
const MAXIMUM_JOINED_PATCHES = 8;
/** A class token, and the four registers of DINOv2 and DINOv3. */
const USUAL_PREFIXES = [0, 1, 5];

/** The grid that a model's tokens of a picture of that size form; undefined where they form none. */
export function findGrid(
	tokens: number,
	picture: ImageSize,
	clues: GridClues,
): PlacedGrid | undefined {
	return byPatches(tokens, picture, clues) ?? byProportions(tokens, picture, clues);
}

/** Whether the first of the prefix tokens is one for the whole picture. */
export function hasClassToken(prefixTokens: number, { registerTokens = 0 }: GridClues): boolean {
	return prefixTokens > registerTokens;
}

function byPatches(
	tokens: number,
	{ width, height }: ImageSize,
	{ patch }: GridClues,
): PlacedGrid | undefined {
	if (!patch) return undefined;
	const columns = Math.floor(width / patch.width);
	const rows = Math.floor(height / patch.height);
	const covered = { width: columns * patch.width, height: rows * patch.height };
	for (let side = 1; side <= MAXIMUM_JOINED_PATCHES; side++) {
		if (columns % side !== 0 || rows % side !== 0) continue;
		const grid = { rows: rows / side, columns: columns / side };
		const prefixTokens = tokens - grid.rows * grid.columns;
		const most = side === 1 ? MAXIMUM_PREFIX_TOKENS : 1;
		if (prefixTokens >= 0 && prefixTokens <= most) return { ...grid, prefixTokens, covered };
	}
	return undefined;
}

/** Without patches: the number that is left without a prefix must fill a grid of the picture's proportions. */
function byProportions(
	tokens: number,
	picture: ImageSize,
	{ registerTokens }: GridClues,
): PlacedGrid | undefined {
	const known = registerTokens === undefined ? [] : [registerTokens + 1, registerTokens];
	for (const prefixTokens of [...known, ...USUAL_PREFIXES]) {
		const count = tokens - prefixTokens;
		const columns = Math.round(Math.sqrt((count * picture.width) / picture.height));
		const rows = Math.round(Math.sqrt((count * picture.height) / picture.width));
		if (count > 0 && rows * columns === count && columns * picture.height === rows * picture.width)
			return { rows, columns, prefixTokens, covered: picture };
	}
	return undefined;
}
