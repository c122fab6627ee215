import { LINE_DOTS } from './caption';
import type { Glyph } from './glyphs';
import type { Point, Shape } from './shapes';
import type { ImageSize, RgbImage } from './types';

/** Red, green and blue, 0..255. */
export type Colour = readonly [number, number, number];

/** Side of the squares that are looked at one by one, pixels. */
const TILE = 16;

/** Paints a shape with smooth edges; what lies outside the picture is left away. `opacity` 0..1. */
export function paint(image: RgbImage, shape: Shape, colour: Colour, opacity = 1): void {
	const toCorner = (TILE / 2) * Math.SQRT2;
	for (let top = 0; top < image.height; top += TILE) {
		for (let left = 0; left < image.width; left += TILE) {
			// Most squares of a picture are too far away to have a part of the shape.
			if (shape(left + TILE / 2, top + TILE / 2) < toCorner + 0.5)
				paintTile(image, shape, { left, top }, { colour, opacity });
		}
	}
}

function paintTile(
	{ width, height, data }: RgbImage,
	shape: Shape,
	{ left, top }: { left: number; top: number },
	{ colour, opacity }: { colour: Colour; opacity: number },
): void {
	for (let y = top; y < Math.min(height, top + TILE); y++) {
		for (let x = left; x < Math.min(width, left + TILE); x++) {
			const outside = shape(x + 0.5, y + 0.5);
			if (outside >= 0.5) continue;
			const share = opacity * Math.min(1, 0.5 - outside);
			const at = (y * width + x) * 3;
			for (let channel = 0; channel < 3; channel++) {
				const found = data[at + channel];
				data[at + channel] = Math.round(found + share * (colour[channel] - found));
			}
		}
	}
}

/** A picture of one colour. */
export function colouredCanvas({ width, height }: ImageSize, colour: Colour): RgbImage {
	const data = new Uint8Array(width * height * 3);
	data.set(colour);
	// Twice as much with every copy: pixel by pixel takes a hundred times as long.
	for (let done = 3; done < data.length; done *= 2) data.copyWithin(done, 0, done);
	return { width, height, data };
}

interface Writing {
	at: Point;
	/** Pixels of a letter's dot. */
	dot: number;
	colour: Colour;
}

/** Writes one line of letters, its top left corner at a place. */
export function write(image: RgbImage, glyphs: Glyph[], { at, dot, colour }: Writing): void {
	let left = Math.round(at.x);
	const top = Math.round(at.y);
	for (const glyph of glyphs) {
		glyph.forEach((row, y) =>
			row.forEach((isInk, x) => {
				if (isInk) fillDot(image, left + x * dot, top + y * dot, dot, colour);
			}),
		);
		left += (glyph[0].length + 1) * dot;
	}
}

/** Pixels from one line of letters to the next. */
export const lineHeight = (dot: number): number => (LINE_DOTS + 1) * dot;

function fillDot(
	{ width, height, data }: RgbImage,
	left: number,
	top: number,
	size: number,
	colour: Colour,
): void {
	for (let y = Math.max(0, top); y < Math.min(height, top + size); y++) {
		for (let x = Math.max(0, left); x < Math.min(width, left + size); x++) {
			data.set(colour, (y * width + x) * 3);
		}
	}
}
