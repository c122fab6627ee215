import type { CropBox } from './resample';
import type { ImageSize, RgbImage } from './types';

/** Takes the input pixel under the middle of each output pixel. */
export function resampleNearest(image: RgbImage, size: ImageSize, crop: CropBox): RgbImage {
	const columns = nearestPixels(image.width, size.width).subarray(crop.left);
	const rows = nearestPixels(image.height, size.height).subarray(crop.top);
	const data = new Uint8Array(crop.width * crop.height * 3);
	let target = 0;
	for (let y = 0; y < crop.height; y++) {
		const row = rows[y] * image.width * 3;
		for (let x = 0; x < crop.width; x++) {
			const source = row + columns[x] * 3;
			data[target++] = image.data[source];
			data[target++] = image.data[source + 1];
			data[target++] = image.data[source + 2];
		}
	}
	return { width: crop.width, height: crop.height, data };
}

/** The position is summed up step by step, not multiplied: Pillow's rounding depends on it. */
function nearestPixels(inputSize: number, outputSize: number): Int32Array {
	const step = inputSize / outputSize;
	const pixels = new Int32Array(outputSize);
	let position = step * 0.5;
	for (let index = 0; index < outputSize; index++, position += step) {
		pixels[index] = Math.min(inputSize - 1, Math.trunc(position));
	}
	return pixels;
}
