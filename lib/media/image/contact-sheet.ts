import { throwIfCancelled } from '../../errors';
import { MAXIMUM_SHEET_SIDE_PIXELS, MAXIMUM_TILE_PIXELS, MINIMUM_TILE_PIXELS } from '../../limits';
import { createCanvas, drawCrossedBox, drawLines, fillBox, pasteCentred, type Box } from './canvas';
import { wrapCaption } from './caption';
import { decodeImage } from './decode';
import { imageError } from './errors';
import { openImage } from './open-image';
import { resample } from './resample';
import { layOutSheet, type SheetLayout, tileProportion } from './sheet-layout';
import type { ImageSize, RgbImage } from './types';
import { encoderOf, writePicture } from './write-picture';

/** A picture of the sheet. */
export interface SheetTile {
	file: string;
	caption: string;
}

/** How a sheet is laid out. */
export interface SheetOptions {
	/** Absent: a sheet near a square. */
	columns?: number;
	/** Pixels; tiles become smaller where the sheet would be too large. */
	tileWidth: number;
	signal?: AbortSignal;
	/** Told after each tile. */
	onProgress?: (fraction: number) => void;
}

const GROUND = 32;
const PICTURE_GROUND = 48;
const INK = 235;
const CROSS = 110;

/**
 * Puts pictures and their captions on one sheet and writes it as PNG or JPEG, as the file's name ends.
 * A picture that cannot be read becomes a crossed box. One picture at a time is in memory, beside the
 * sheet. Returns the sheet's size.
 */
export async function makeContactSheet(
	tiles: SheetTile[],
	outFile: string,
	{ columns, tileWidth, signal, onProgress }: SheetOptions,
): Promise<ImageSize> {
	// A name that cannot be written should not cost the whole work.
	encoderOf(outFile);
	checkOptions(tiles, columns, tileWidth);
	const proportion = await usualProportion(tiles, signal);
	const captions = tiles.map(({ caption }) => caption);
	const layout = layOutSheet({ captions, columns, tileWidth, proportion });
	const sheet = createCanvas(layout.size, GROUND);
	for (const [index, tile] of tiles.entries()) {
		throwIfCancelled(signal);
		await drawTile(sheet, tile, index, layout);
		onProgress?.((index + 1) / tiles.length);
	}
	await writePicture(sheet, outFile);
	return layout.size;
}

function checkOptions(tiles: SheetTile[], columns: number | undefined, tileWidth: number): void {
	if (tiles.length === 0) throw imageError('SHEET_EMPTY', {});
	checkNumber('the tile width', tileWidth, MINIMUM_TILE_PIXELS, MAXIMUM_TILE_PIXELS);
	if (columns !== undefined) {
		checkNumber('the number of columns', columns, 1, MAXIMUM_SHEET_SIDE_PIXELS);
	}
}

function checkNumber(what: string, value: number, minimum: number, maximum: number): void {
	if (Number.isInteger(value) && value >= minimum && value <= maximum) return;
	throw imageError('SHEET_NUMBER_INVALID', { what, minimum, maximum, found: String(value) });
}

/** Height by width of the pictures in the middle: frames of a video fill their tiles, a mixture gets squares. */
async function usualProportion(tiles: SheetTile[], signal?: AbortSignal): Promise<number> {
	let sum = 0;
	let count = 0;
	for (const { file } of tiles) {
		throwIfCancelled(signal);
		const info = await openImage(file).catch(() => undefined);
		if (!info) continue;
		sum += Math.log(info.height / info.width);
		count++;
	}
	return count === 0 ? 1 : tileProportion(Math.exp(sum / count));
}

async function drawTile(
	sheet: RgbImage,
	{ file, caption }: SheetTile,
	index: number,
	layout: SheetLayout,
): Promise<void> {
	const box = layout.pictureBox(index);
	fillBox(sheet, box, PICTURE_GROUND);
	const picture = await decodeImage(file, { transparency: 'white' }).catch(() => undefined);
	if (picture) pasteCentred(sheet, fit(picture, box), box);
	else drawCrossedBox(sheet, box, layout.letterScale, CROSS);
	const lines = wrapCaption(caption, layout.captionDots);
	drawLines(sheet, lines, layout.captionBox(index), layout.letterScale, INK);
}

/** The whole picture, as large as the box allows. */
function fit(picture: RgbImage, box: Box): RgbImage {
	const scale = Math.min(box.width / picture.width, box.height / picture.height);
	const width = snap(picture.width * scale, box.width);
	const height = snap(picture.height * scale, box.height);
	return resample(picture, { width, height }, 'bicubic');
}

/** Without the hairline of ground that rounding leaves. */
function snap(size: number, whole: number): number {
	return whole - size < 2 ? whole : Math.max(1, Math.round(size));
}
