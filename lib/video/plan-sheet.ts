import { MINIMUM_TILE_PIXELS } from '../limits';
import { layOutSheet, tileProportion } from '../media/image/sheet-layout';
import type { ImageSize } from '../media/image/types';
import { thinEvenly } from './moments';
import { videoInputError } from './errors';
import { inWords } from './in-words';
import { toTimecode } from './timecode';
import { tokenCounter } from './token-counter';
import type { Budget, SampledFrame } from './types';

/** What a contact sheet should be, and may cost. */
export interface WantedSheet {
	columns?: number;
	tilePixels: number;
	/** Of the whole sheet. */
	maximumWidth?: number;
	/** For the whole sheet, as one picture. */
	budget?: Budget;
}

export interface PlannedSheet {
	frames: SampledFrame[];
	tileWidth: number;
	/** What a person should know: smaller or fewer pictures than asked for. */
	warnings: string[];
}

/** On a smaller tile little can be made out: fewer frames tell more. */
const SMALLEST_USEFUL_TILE_PIXELS = 96;

/**
 * The frames of a contact sheet and their size on it, so that the sheet is no wider and takes no more
 * tokens than allowed: smaller pictures first, then fewer. Throws BUDGET_TOO_SMALL.
 */
export function planSheet(frames: SampledFrame[], wanted: WantedSheet): PlannedSheet {
	const fits = createGauge(frames, wanted);
	for (let count = frames.length; count >= 1; count = fewer(count)) {
		const smallest = count === 1 ? MINIMUM_TILE_PIXELS : SMALLEST_USEFUL_TILE_PIXELS;
		const to = Math.min(smallest, wanted.tilePixels);
		if (!fits(count, to)) continue;
		const tileWidth = largestTile(wanted.tilePixels, to, (width) => fits(count, width));
		const kept = count < frames.length ? keepSome(frames, count) : frames;
		return {
			frames: kept,
			tileWidth,
			warnings: warningsOf(frames.length, count, wanted, tileWidth),
		};
	}
	throw tooSmall(frames, wanted);
}

/** In steps that stay small beside thousands of frames. */
const fewer = (count: number): number => count - Math.max(1, Math.floor(count / 50));

/** Costs do not grow evenly with size, so every width is tried. */
function largestTile(from: number, to: number, fits: (tileWidth: number) => boolean): number {
	for (let width = from; width > to; width--) if (fits(width)) return width;
	return to;
}

function createGauge(
	frames: SampledFrame[],
	{ columns, maximumWidth = Infinity, budget }: WantedSheet,
) {
	const counter = budget && tokenCounter(budget.tokenModel);
	return (count: number, tileWidth: number): boolean => {
		const size = sheetSize(frames, count, { columns, tileWidth });
		if (size.width > maximumWidth) return false;
		return !counter || counter.count(size) <= budget.maximumTokens;
	};
}

/** As it will be laid: all frames have the proportions of the first, and captions of one length. */
function sheetSize(
	frames: SampledFrame[],
	count: number,
	{ columns, tileWidth }: { columns?: number; tileWidth: number },
): ImageSize {
	const [{ size, seconds }] = frames;
	const captions = new Array<string>(count).fill(toTimecode(seconds));
	const proportion = tileProportion(size.height / size.width);
	return layOutSheet({ captions, columns, tileWidth, proportion }).size;
}

/** Evenly; those left out are counted with the kept one before them, or with the first. */
function keepSome(frames: SampledFrame[], count: number): SampledFrame[] {
	const places = thinEvenly([...frames.keys()], count);
	return places.map((place, n) => {
		const from = n === 0 ? 0 : place;
		const to = places[n + 1] ?? frames.length;
		const sourceFrames = frames.slice(from, to).reduce((sum, frame) => sum + frame.sourceFrames, 0);
		return { ...frames[place], sourceFrames };
	});
}

function warningsOf(
	all: number,
	kept: number,
	{ tilePixels, maximumWidth, budget }: WantedSheet,
	tileWidth: number,
): string[] {
	const changes = [
		...(kept < all ? [`${inWords(kept, 'frame')} instead of ${all}`] : []),
		...(tileWidth < tilePixels
			? [`pictures ${tileWidth} pixels wide instead of ${tilePixels}`]
			: []),
	];
	if (changes.length === 0) return [];
	const limits = [
		...(budget ? [`${inWords(budget.maximumTokens, 'token')} for ${budget.tokenModel}`] : []),
		...(maximumWidth === undefined ? [] : [`a width of ${maximumWidth} pixels`]),
	];
	return [`To keep the contact sheet within ${limits.join(' and ')}: ${changes.join(', ')}.`];
}

function tooSmall(frames: SampledFrame[], { columns, maximumWidth, budget }: WantedSheet): Error {
	const size = sheetSize(frames, 1, { columns, tileWidth: MINIMUM_TILE_PIXELS });
	if (maximumWidth !== undefined && size.width > maximumWidth) {
		const expected = `at least ${size.width} pixels`;
		return videoInputError('NUMBER_INVALID', {
			what: 'the width of a contact sheet',
			expected,
			found: String(maximumWidth),
		});
	}
	const { maximumTokens, tokenModel } = budget!;
	const { name, count } = tokenCounter(tokenModel);
	return videoInputError('BUDGET_TOO_SMALL', {
		maximumTokens,
		neededTokens: count(size),
		model: name,
	});
}
