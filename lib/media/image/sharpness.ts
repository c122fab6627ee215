import type { ImageSize, RgbImage } from './types';

/** Variance of the Laplacian of the grey values, as OpenCV's `Laplacian(grey).var()`; higher is sharper. */
export function measureSharpness(image: RgbImage): number {
	return sharpnessOfGrey(greyOf(image), image);
}

/** The same of grey values, rows from the top. */
export function sharpnessOfGrey(grey: Uint8Array, { width, height }: ImageSize): number {
	let sum = 0;
	let sumOfSquares = 0;
	for (let y = 0; y < height; y++) {
		const above = mirrored(y - 1, height) * width;
		const below = mirrored(y + 1, height) * width;
		for (let x = 0; x < width; x++) {
			const here = y * width + x;
			const left = y * width + mirrored(x - 1, width);
			const right = y * width + mirrored(x + 1, width);
			const edge = grey[above + x] + grey[below + x] + grey[left] + grey[right] - 4 * grey[here];
			sum += edge;
			sumOfSquares += edge * edge;
		}
	}
	const mean = sum / grey.length;
	return sumOfSquares / grey.length - mean * mean;
}

/** Rec.601 in 15 fractional bits, rounded. */
export function greyOf({ data }: RgbImage): Uint8Array {
	const grey = new Uint8Array(data.length / 3);
	for (let index = 0; index < grey.length; index++) {
		const red = data[index * 3] * 9798;
		const green = data[index * 3 + 1] * 19235;
		const blue = data[index * 3 + 2] * 3735;
		grey[index] = (red + green + blue + (1 << 14)) >> 15;
	}
	return grey;
}

/** Beyond an edge comes the pixel before it; a line of one pixel repeats itself. */
function mirrored(place: number, length: number): number {
	if (place < 0) return Math.min(1, length - 1);
	return place < length ? place : Math.max(0, length - 2);
}
