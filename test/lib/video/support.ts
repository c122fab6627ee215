import type { ImageSize } from '../../../lib/media/image/types';
import type { Looks } from '../../../lib/video/looks';
import { randomFrom } from '../../helpers/random';

/** [height, width, 3] of one colour. */
export function plain({ width, height }: ImageSize, colour: number[]): Uint8Array {
	return Uint8Array.from({ length: width * height * 3 }, (_, at) => colour[at % 3]);
}

export function noisy(data: Uint8Array, strength: number, seed: number): Uint8Array {
	const next = randomFrom(seed);
	return data.map((value) => Math.max(0, Math.min(255, value + (next() - 0.5) * 2 * strength)));
}

/** Looks of a picture that differs from others by its number. */
export function looks(picture: number, more: Partial<Looks> = {}): Looks {
	const next = randomFrom(picture * 7919 + 1);
	for (let skipped = 0; skipped < 5; skipped++) next();
	const half = () => Math.floor(next() * 2 ** 32) >>> 0;
	const hash: [number, number] = [half(), half()];
	const colours = Array.from({ length: 48 }, () => Math.floor(next() * 200) + 20);
	return { hash, colours, brightness: 120, sharpness: 100, ...more };
}

export const black = (): Looks => ({
	hash: [0, 0],
	colours: Array.from({ length: 48 }, () => 2),
	brightness: 2,
	sharpness: 1,
});
