import type { RawPixels } from './pixels';
import type { RgbImage } from './types';

/** Where a GIF's first frame paints, and the colour that its transparent or unpainted pixels hide. */
export interface GifFrame {
	left: number;
	top: number;
	right: number;
	bottom: number;
	/** The palette's transparent place or, without one, its first, as Pillow has it. */
	hiddenColour: readonly [number, number, number];
}

/** Reads the blocks up to the first frame of a GIF that libvips has accepted. */
export function readFirstFrame(bytes: Buffer): GifFrame {
	const screenPalette = paletteBytes(bytes, SCREEN_FLAGS_AT);
	let at = SCREEN_PALETTE_AT + screenPalette;
	let transparentPlace = 0;
	while (bytes[at] === EXTENSION) {
		if (bytes[at + 1] === GRAPHIC_CONTROL && bytes[at + 3] & 1) transparentPlace = bytes[at + 6];
		at = skipBlocks(bytes, at + 2);
	}
	if (bytes[at] !== FRAME || at + 10 > bytes.length) return WHOLE;
	const ownPalette = paletteBytes(bytes, at + 9);
	const paletteAt = ownPalette > 0 ? at + 10 : SCREEN_PALETTE_AT;
	const [left, top] = [bytes.readUInt16LE(at + 1), bytes.readUInt16LE(at + 3)];
	return {
		left,
		top,
		right: left + bytes.readUInt16LE(at + 5),
		bottom: top + bytes.readUInt16LE(at + 7),
		hiddenColour: readColour(bytes, paletteAt, transparentPlace, ownPalette || screenPalette),
	};
}

/** Drops the fourth channel, and paints what is transparent or outside the frame. */
export function fillHoles(
	{ width, height, data }: RawPixels,
	frame: GifFrame,
	colour: readonly [number, number, number],
): RgbImage {
	const rgb = new Uint8Array(width * height * 3);
	for (let y = 0, from = 0, to = 0; y < height; y++) {
		const isRowPainted = y >= frame.top && y < frame.bottom;
		for (let x = 0; x < width; x++, from += 4, to += 3) {
			const isPainted = isRowPainted && x >= frame.left && x < frame.right && data[from + 3] > 0;
			rgb[to] = isPainted ? data[from] : colour[0];
			rgb[to + 1] = isPainted ? data[from + 1] : colour[1];
			rgb[to + 2] = isPainted ? data[from + 2] : colour[2];
		}
	}
	return { width, height, data: rgb };
}

const SCREEN_FLAGS_AT = 10;
const SCREEN_PALETTE_AT = 13;
const EXTENSION = 0x21;
const GRAPHIC_CONTROL = 0xf9;
const FRAME = 0x2c;
const BLACK = [0, 0, 0] as const;
const WHOLE: GifFrame = { left: 0, top: 0, right: 65536, bottom: 65536, hiddenColour: BLACK };

/** The palette's size, from the flags that announce it. */
function paletteBytes(bytes: Buffer, flagsAt: number): number {
	const flags = bytes[flagsAt];
	return flags & 0x80 ? 3 << ((flags & 7) + 1) : 0;
}

/** The position after a chain of blocks, each with its length in front. */
function skipBlocks(bytes: Buffer, start: number): number {
	let at = start;
	while (bytes[at] > 0) at += bytes[at] + 1;
	return at + 1;
}

function readColour(bytes: Buffer, paletteAt: number, place: number, size: number) {
	const at = paletteAt + place * 3;
	if (place * 3 >= size || at + 3 > bytes.length) return BLACK;
	return [bytes[at], bytes[at + 1], bytes[at + 2]] as const;
}
