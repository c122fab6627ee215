import { MAXIMUM_SHEET_PIXELS, MAXIMUM_SHEET_SIDE_PIXELS, MINIMUM_TILE_PIXELS } from '../../limits';
import type { Box } from './canvas';
import { LINE_DOTS, wrapCaption } from './caption';
import { imageError } from './errors';
import type { ImageSize } from './types';

/** Of a tile, height by width: taller or wider pictures stand in the middle of theirs. */
export function tileProportion(heightByWidth: number): number {
	return Math.min(1.5, Math.max(0.5, heightByWidth));
}

/** Width of a sheet by its height. */
const SHEET_PROPORTION = 1.25;
/** Beside a caption, so that neighbours do not run together. */
const MARGIN_DOTS = 2;

/** What a sheet is to hold. */
export interface SheetPlan {
	captions: string[];
	/** Absent: a sheet near a square. */
	columns?: number;
	tileWidth: number;
	/** Height of a usual picture by its width. */
	proportion: number;
}

/** Where everything goes on a sheet. */
export interface SheetLayout {
	size: ImageSize;
	/** Pixels of the sheet that a dot of a letter takes. */
	letterScale: number;
	/** Dots of letters side by side in a caption. */
	captionDots: number;
	/** Where the picture of a tile goes. */
	pictureBox: (index: number) => Box;
	captionBox: (index: number) => Box;
}

/** Where everything goes; tiles become smaller than told where the sheet would be too large. */
export function layOutSheet(plan: SheetPlan): SheetLayout {
	let { tileWidth } = plan;
	for (;;) {
		const layout = layOut({ ...plan, tileWidth });
		const excess = excessOf(layout.size);
		if (excess <= 1) return layout;
		if (tileWidth <= MINIMUM_TILE_PIXELS) {
			const { columns, captions } = plan;
			throw imageError('SHEET_TOO_LARGE', { pictures: captions.length, columns });
		}
		const smaller = Math.min(tileWidth - 1, Math.floor(tileWidth / excess));
		tileWidth = Math.max(MINIMUM_TILE_PIXELS, smaller);
	}
}

function layOut({ captions, columns: told, tileWidth, proportion }: SheetPlan): SheetLayout {
	const gap = Math.max(2, Math.round(tileWidth / 32));
	const letterScale = Math.max(1, Math.floor((tileWidth + 32) / 128));
	const captionDots = Math.floor(tileWidth / letterScale) - 2 * MARGIN_DOTS;
	const lines = Math.max(
		0,
		...Array.from(new Set(captions), (text) => wrapCaption(text, captionDots).length),
	);
	const pictureHeight = Math.max(1, Math.round(tileWidth * proportion));
	const captionHeight = lines === 0 ? 0 : (lines * LINE_DOTS + 2) * letterScale;
	const pitch = { width: tileWidth + gap, height: pictureHeight + captionHeight + gap };
	const columns = Math.min(told ?? nearSquare(captions.length, pitch), captions.length);
	const rows = Math.ceil(captions.length / columns);
	const corner = (index: number) => ({
		left: gap + (index % columns) * pitch.width,
		top: gap + Math.floor(index / columns) * pitch.height,
		width: tileWidth,
	});
	return {
		size: { width: gap + columns * pitch.width, height: gap + rows * pitch.height },
		letterScale,
		captionDots,
		pictureBox: (index) => ({ ...corner(index), height: pictureHeight }),
		captionBox: (index) => ({
			...corner(index),
			// One blank row of dots more above the letters than between lines.
			top: corner(index).top + pictureHeight + 3 * letterScale,
			height: captionHeight,
		}),
	};
}

/** The columns that make the sheet most nearly a square, a little wide as screens are. */
function nearSquare(tiles: number, pitch: ImageSize): number {
	const wide = (pitch.height / pitch.width) * SHEET_PROPORTION;
	const unevenness = (columns: number) =>
		Math.abs(Math.log(columns / (Math.ceil(tiles / columns) * wide)));
	const ideal = Math.sqrt(tiles * wide);
	const fewer = Math.max(1, Math.floor(ideal));
	const more = Math.ceil(ideal);
	return unevenness(fewer) < unevenness(more) ? fewer : more;
}

/** By how much tiles are too wide; 1 and less is right. */
function excessOf({ width, height }: ImageSize): number {
	return Math.max(
		Math.sqrt((width * height) / MAXIMUM_SHEET_PIXELS),
		Math.max(width, height) / MAXIMUM_SHEET_SIDE_PIXELS,
	);
}
