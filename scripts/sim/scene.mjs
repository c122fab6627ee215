import { METRES_PER_PIXEL, toTable } from './geometry.mjs';
import { createRandom } from './random.mjs';

const COLOURS = {
	red: [200, 40, 40],
	green: [50, 150, 60],
	blue: [40, 80, 200],
	yellow: [235, 205, 40],
	orange: [240, 130, 30],
	purple: [125, 60, 170],
	white: [240, 240, 240],
	black: [25, 25, 25],
};
const KINDS = ['cup', 'block', 'ball', 'bowl'];
const WOOD = [170, 130, 90];
const START = { x: 0, y: 0, z: 0.2 };
/** Where objects lie in the first picture, and how far apart, pixels: as the policy saw them in training. */
const FIELD = { left: 24, right: 200, top: 24, bottom: 165, apart: 58 };
/** Half an object's width, pixels. */
const HALF_WIDTH = [15, 21];
/** Lines of wood in each direction from the start, and how far away, metres. */
const GRAIN = { lines: 16, reach: 0.6 };

/**
 * A table with two or three things on it and a hand above, the same for a seed; one of them is to be gone to:
 * `thing` says which, counted from 0; else the seed does. Places and widths in metres, colours as red, green and blue in 0..255.
 */
export function makeScene(seed, thing) {
	const random = createRandom(seed);
	const wood = shade(random, WOOD, 25);
	const grain = Array.from({ length: GRAIN.lines }, () => ({
		y: random.between(-GRAIN.reach, GRAIN.reach),
		rise: random.between(-0.02, 0.02),
		colour: shade(random, wood, 10),
	}));
	const objects = placeObjects(random);
	const target = objects[thing] ?? random.oneOf(objects);
	return { seed, wood, grain, objects, target, start: START };
}

function placeObjects(random) {
	const count = random.whole(2, 3);
	const objects = [];
	while (objects.length < count) {
		const one = {
			colour: random.oneOf(Object.keys(COLOURS)),
			kind: random.oneOf(KINDS),
			pixel: {
				x: random.between(FIELD.left, FIELD.right),
				y: random.between(FIELD.top, FIELD.bottom),
			},
		};
		if (!objects.every((other) => canLieBeside(one, other))) continue;
		const fill = shade(random, COLOURS[one.colour], 12);
		const halfWidth = random.between(...HALF_WIDTH) * METRES_PER_PIXEL;
		objects.push({ ...one, ...toTable(one.pixel, START), fill, halfWidth });
	}
	return objects;
}

/** No two of a colour or kind: an instruction names one thing only. */
const canLieBeside = (one, other) =>
	one.colour !== other.colour &&
	one.kind !== other.kind &&
	Math.hypot(one.pixel.x - other.pixel.x, one.pixel.y - other.pixel.y) > FIELD.apart;

const shade = (random, colour, by) =>
	colour.map((part) => Math.max(0, Math.min(255, part + random.whole(-by, by))));
