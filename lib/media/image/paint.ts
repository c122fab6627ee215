import { LINE_DOTS } from './caption';
import type { Glyph } from './glyphs';
import type { RgbImage } from './types';

/** Red, green and blue, 0..255. */
export type Colour = readonly [number, number, number];

/** A place in a picture, pixels from its top left corner. */
export interface Point {
	x: number;
	y: number;
}

/** Distance of a point to a shape's edge, pixels; negative inside. */
export type Shape = (point: Point) => number;

interface Bounds {
	left: number;
	top: number;
	right: number;
	bottom: number;
}

/** A line of a width, with round ends. */
export const line = (from: Point, to: Point, width: number): Shape => {
	const along = { x: to.x - from.x, y: to.y - from.y };
	const squared = along.x ** 2 + along.y ** 2;
	return ({ x, y }) => {
		const share = ((x - from.x) * along.x + (y - from.y) * along.y) / (squared || 1);
		const part = Math.min(1, Math.max(0, share));
		return Math.hypot(x - from.x - part * along.x, y - from.y - part * along.y) - width / 2;
	};
};

export const disc = (centre: Point, radius: number): Shape => {
	return ({ x, y }) => Math.hypot(x - centre.x, y - centre.y) - radius;
};

export const rectangle = ({ left, top, right, bottom }: Bounds): Shape => {
	return ({ x, y }) => Math.max(left - x, x - right, top - y, y - bottom);
};

/** A triangle, whichever way its corners go round. */
export const triangle = (a: Point, b: Point, c: Point): Shape => {
	const turn = Math.sign((b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)) || 1;
	const beyond = (from: Point, to: Point, { x, y }: Point) => {
		const [alongX, alongY] = [to.x - from.x, to.y - from.y];
		const cross = alongX * (y - from.y) - alongY * (x - from.x);
		return (-turn * cross) / (Math.hypot(alongX, alongY) || 1);
	};
	return (point) => Math.max(beyond(a, b, point), beyond(b, c, point), beyond(c, a, point));
};

/** What belongs to any of the shapes. */
export const union = (...shapes: Shape[]): Shape => {
	return (point) => Math.min(...shapes.map((shape) => shape(point)));
};

/** A shape made larger all around. */
export const grown = (shape: Shape, by: number): Shape => {
	return (point) => shape(point) - by;
};

/** Paints a shape with smooth edges; what lies outside the picture is left away. `opacity` 0..1. */
export function paint(image: RgbImage, shape: Shape, colour: Colour, opacity = 1): void {
	const { width, height, data } = image;
	for (let y = 0; y < height; y++) {
		for (let x = 0; x < width; x++) {
			const outside = shape({ x: x + 0.5, y: y + 0.5 });
			if (outside >= 0.5) {
				// Nothing of it is nearer than this: so many pixels of the row need no look.
				x += Math.floor(outside - 0.5);
				continue;
			}
			const share = opacity * Math.min(1, 0.5 - outside);
			const at = (y * width + x) * 3;
			for (let channel = 0; channel < 3; channel++) {
				const found = data[at + channel];
				data[at + channel] = Math.round(found + share * (colour[channel] - found));
			}
		}
	}
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
