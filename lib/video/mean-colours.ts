import type { ImageSize } from '../media/image/types';

const PARTS = 4;

/** Mean red, green and blue of the 4 x 4 parts of a picture: what a difference hash does not see. */
export function meanColours(rgb: Uint8Array, { width, height }: ImageSize): number[] {
	const sums = new Float64Array(PARTS * PARTS * 3);
	const counts = new Float64Array(PARTS * PARTS);
	for (let y = 0; y < height; y++) {
		const row = Math.floor((y * PARTS) / height) * PARTS;
		for (let column = 0; column < PARTS; column++) {
			const from = Math.ceil((column * width) / PARTS);
			const to = Math.ceil(((column + 1) * width) / PARTS);
			const part = row + column;
			counts[part] += to - from;
			let red = 0;
			let green = 0;
			let blue = 0;
			for (let at = (y * width + from) * 3; at < (y * width + to) * 3; at += 3) {
				red += rgb[at];
				green += rgb[at + 1];
				blue += rgb[at + 2];
			}
			sums[part * 3] += red;
			sums[part * 3 + 1] += green;
			sums[part * 3 + 2] += blue;
		}
	}
	return Array.from(sums, (sum, index) => Math.round(sum / (counts[Math.floor(index / 3)] || 1)));
}
