import type { RgbImage } from './types';

const COLOURS = 3;

/**
 * The middle of a picture, `area` of it (0..1), at the picture's own size: as tf.image.crop_and_resize does it
 * between two conversions of 8-bit pictures, in the evaluation code of OpenVLA.
 */
export function zoomIn({ width, height, data }: RgbImage, area: number): RgbImage {
	const columns = neighbours(width, area);
	const rows = neighbours(height, area);
	const zoomed = new Uint8Array(data.length);
	let to = 0;
	for (const { first: top, second: bottom, share: down } of rows) {
		for (const { first: left, second: right, share: along } of columns) {
			for (let colour = 0; colour < COLOURS; colour++) {
				const at = (y: number, x: number) => data[(y * width + x) * COLOURS + colour];
				const above = at(top, left) + (at(top, right) - at(top, left)) * along;
				const below = at(bottom, left) + (at(bottom, right) - at(bottom, left)) * along;
				const value = (above + (below - above) * down) / 255;
				zoomed[to++] = Math.trunc(value * 255.5);
			}
		}
	}
	return { width, height, data: zoomed };
}

/** The two pixels of a line between which each new one lies, and how near it is to the second. */
function neighbours(length: number, area: number) {
	const side = Math.sqrt(area);
	const last = length - 1;
	const start = ((1 - side) / 2) * last;
	return Array.from({ length }, (_, index) => {
		const place = start + (last === 0 ? 0 : index * side);
		const first = Math.floor(place);
		return { first, second: Math.min(last, Math.ceil(place)), share: place - first };
	});
}
