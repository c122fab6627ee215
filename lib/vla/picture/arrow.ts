import { paint, type Colour } from '../../media/image/paint';
import { disc, grown, line, triangle, union, type Point } from '../../media/image/shapes';
import type { RgbImage } from '../../media/image/types';
import { OUTLINE } from './look';
import type { Arrow } from './types';

/** Length of the largest motion, as a share of the shorter side: from the middle it nearly reaches the edge. */
export const ARROW_REACH = 0.435;

/** Where the arrow begins and ends in a picture, pixels. */
export function arrowEnds({ from, right, up }: Arrow, { width, height }: RgbImage) {
	const reach = ARROW_REACH * Math.min(width, height);
	const start = { x: from.x * width, y: from.y * height };
	return { start, tip: { x: start.x + right * reach, y: start.y - up * reach } };
}

/** Draws the hand's motion: a dot where it is, an arrow to where it goes. */
export function drawArrow(image: RgbImage, arrow: Arrow, colour: Colour): void {
	const { start, tip } = arrowEnds(arrow, image);
	const thickness = Math.max(3, Math.min(image.width, image.height) / 80);
	const shape = union(disc(start, thickness * 1.1), shaft(start, tip, thickness));
	paint(image, grown(shape, thickness * 0.45), OUTLINE, 0.85);
	paint(image, shape, colour);
}

function shaft(start: Point, tip: Point, thickness: number) {
	const length = Math.hypot(tip.x - start.x, tip.y - start.y);
	// Too short for a head: the hand stays where it is in the picture.
	if (length < thickness) return disc(start, thickness);
	const along = { x: (tip.x - start.x) / length, y: (tip.y - start.y) / length };
	const head = Math.min(length, thickness * 3.6);
	const neck = { x: tip.x - along.x * head, y: tip.y - along.y * head };
	const half = head * 0.5;
	return union(
		line(start, neck, thickness),
		triangle(
			tip,
			{ x: neck.x - along.y * half, y: neck.y + along.x * half },
			{ x: neck.x + along.y * half, y: neck.y - along.x * half },
		),
	);
}
