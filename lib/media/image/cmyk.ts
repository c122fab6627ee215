import type { RawPixels } from './pixels';
import type { RgbImage } from './types';

/** Pillow's conversion: black first, then each ink takes its part of what is left. */
export function cmykToRgb({ width, height, channels, data }: RawPixels): RgbImage {
	const rgb = new Uint8Array(width * height * 3);
	for (let from = 0, to = 0; to < rgb.length; from += channels, to += 3) {
		const light = 255 - data[from + 3];
		rgb[to] = light - multiply(light, data[from]);
		rgb[to + 1] = light - multiply(light, data[from + 1]);
		rgb[to + 2] = light - multiply(light, data[from + 2]);
	}
	return { width, height, data: rgb };
}

/** a x b / 255, rounded. */
function multiply(a: number, b: number): number {
	const product = a * b + 128;
	return ((product >> 8) + product) >> 8;
}
