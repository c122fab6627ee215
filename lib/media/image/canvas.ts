import { LINE_DOTS, lineDots } from './caption';
import type { Glyph } from './glyphs';
import type { ImageSize, RgbImage } from './types';

/** A part of a picture, in pixels. */
export interface Box extends ImageSize {
	left: number;
	top: number;
}

/** A picture of one grey. */
export function createCanvas({ width, height }: ImageSize, grey: number): RgbImage {
	return { width, height, data: new Uint8Array(width * height * 3).fill(grey) };
}

/** Paints a box in one grey. */
export function fillBox(canvas: RgbImage, { left, top, width, height }: Box, grey: number): void {
	for (let y = top; y < top + height; y++) {
		const start = (y * canvas.width + left) * 3;
		canvas.data.fill(grey, start, start + width * 3);
	}
}

/** Lays a picture into a box, in its middle. */
export function pasteCentred(canvas: RgbImage, picture: RgbImage, box: Box): void {
	const left = box.left + Math.floor((box.width - picture.width) / 2);
	const top = box.top + Math.floor((box.height - picture.height) / 2);
	const rowBytes = picture.width * 3;
	for (let y = 0; y < picture.height; y++) {
		const row = picture.data.subarray(y * rowBytes, (y + 1) * rowBytes);
		canvas.data.set(row, ((top + y) * canvas.width + left) * 3);
	}
}

/** The sign of a picture that cannot be shown: a box, crossed. */
export function drawCrossedBox(canvas: RgbImage, box: Box, lineWidth: number, grey: number): void {
	const { left, top, width, height } = box;
	const dot = (x: number, y: number) =>
		fillBox(canvas, { left: left + x, top: top + y, width: lineWidth, height: lineWidth }, grey);
	const right = width - lineWidth;
	const bottom = height - lineWidth;
	const steps = Math.max(right, bottom, 1);
	for (let step = 0; step <= steps; step++) {
		const x = Math.round((step / steps) * right);
		const y = Math.round((step / steps) * bottom);
		for (const [atX, atY] of [
			[x, y],
			[right - x, y],
			[x, 0],
			[x, bottom],
			[0, y],
			[right, y],
		]) {
			dot(atX, atY);
		}
	}
}

/** Writes lines of letters, each centred in the box, from its top. */
export function drawLines(
	canvas: RgbImage,
	lines: Glyph[][],
	box: Box,
	scale: number,
	grey: number,
): void {
	lines.forEach((glyphs, index) => {
		const left = box.left + Math.floor((box.width - lineDots(glyphs) * scale) / 2);
		drawLine(canvas, glyphs, left, box.top + index * LINE_DOTS * scale, scale, grey);
	});
}

function drawLine(
	canvas: RgbImage,
	glyphs: Glyph[],
	left: number,
	top: number,
	scale: number,
	grey: number,
): void {
	let atX = left;
	for (const glyph of glyphs) {
		glyph.forEach((row, y) =>
			row.forEach((isInk, x) => {
				const dot = { left: atX + x * scale, top: top + y * scale, width: scale, height: scale };
				if (isInk) fillBox(canvas, dot, grey);
			}),
		);
		atX += (glyph[0].length + 1) * scale;
	}
}
