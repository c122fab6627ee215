import type { ImageSize } from '../media/image/types';

/** Waves across the picture, by channel: pictures as unlike as possible that are the same every time. */
const WAVES = [
	[1, 2, 3],
	[7, 5, 2],
	[23, 1, 11],
];

/** Pictures that mean nothing, within the range of normalised values. */
export function trialPictures({ width, height }: ImageSize): Float32Array[] {
	return WAVES.map((waves) =>
		Float32Array.from({ length: 3 * width * height }, (_, index) => {
			const channel = Math.floor(index / (width * height));
			const row = Math.floor(index / width) % height;
			const phase = (row / height + ((index % width) / width) * (channel + 1)) * waves[channel];
			return Math.sin(2 * Math.PI * phase) + channel - 1;
		}),
	);
}

/** Texts as unlike as possible. */
export function trialTexts(): string[] {
	return ['a photo of a cat', 'red', 'the night sky over a city by the sea', '12:45'];
}
