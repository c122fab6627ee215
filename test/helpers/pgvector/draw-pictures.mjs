/**
 * Draws small pictures, all different, the same at every run: a coloured shape on a pale ground.
 *   node test/helpers/pgvector/draw-pictures.mjs FOLDER COUNT
 */
import path from 'node:path';
import sharp from 'sharp';
import { randomFrom } from '../random.js';

const SIDE_PIXELS = 64;
const COLOURS = ['red', 'green', 'blue', 'gold', 'orange', 'purple', 'pink', 'brown', 'black'];
const SHAPES = {
	circle: '<circle r="20"/>',
	square: '<rect x="-18" y="-18" width="36" height="36"/>',
	triangle: '<path d="M0-22 20 16H-20Z"/>',
	diamond: '<path d="M0-24 16 0 0 24-16 0Z"/>',
	cross: '<path d="M-6-20H6V-6H20V6H6V20H-6V6H-20V-6H-6Z"/>',
	ring: '<path fill-rule="evenodd" d="M-20 0a20 20 0 1 1 40 0a20 20 0 1 1-40 0ZM-11 0a11 11 0 1 1 22 0a11 11 0 1 1-22 0Z"/>',
	star: '<path d="M0-22 6-7 21-7 9 3 13 19 0 10-13 19-9 3-21-7-6-7Z"/>',
	heart: '<path d="M0 20C-34-4-14-26 0-10 14-26 34-4 0 20Z"/>',
};

const [folder, count] = process.argv.slice(2);
const random = randomFrom(42);
for (let index = 1; index <= Number(count); index++) {
	const { name, svg } = compose(index);
	await sharp(Buffer.from(svg)).png().toFile(path.join(folder, name));
}

function compose(index) {
	const colour = pick(COLOURS);
	const shape = pick(Object.keys(SHAPES));
	const [x, y] = [between(26, 38), between(26, 38)];
	const turn = `rotate(${between(-12, 12)}) scale(${between(0.6, 1.1)})`;
	const ground = `rgb(${[1, 2, 3].map(() => Math.round(between(200, 255))).join()})`;
	const half = SIDE_PIXELS / 2;
	return {
		name: `${String(index).padStart(4, '0')}-${colour}-${shape}.png`,
		svg:
			`<svg xmlns="http://www.w3.org/2000/svg" width="${SIDE_PIXELS}" height="${SIDE_PIXELS}">` +
			`<rect width="100%" height="100%" fill="${ground}"/>` +
			`<g fill="${colour}" stroke="gray" stroke-width="${half / 64}" transform="translate(${x} ${y}) ${turn}">` +
			`${SHAPES[shape]}</g></svg>`,
	};
}

function pick(list) {
	return list[Math.floor(random() * list.length)];
}

function between(low, high) {
	return low + random() * (high - low);
}
