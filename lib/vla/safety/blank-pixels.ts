import type { RgbImage } from '../../media/image/types';

/** Steps of 256 by which a pixel may differ from the one colour: a camera's noise in the dark stays below. */
const TOLERANCE = 12;
/** Share of the pixels that may be otherwise: a dead pixel, not an object. */
const OTHERS = 0.001;
/** Pixels looked at; more tell nothing else. */
const MAXIMUM_SAMPLES = 250_000;

/** Whether nearly all of a picture has one colour: a lens cap, no light, a camera that sends nothing. */
export function isBlank({ width, height, data }: RgbImage): boolean {
	const step = Math.max(1, Math.floor((width * height) / MAXIMUM_SAMPLES)) * 3;
	const [red, green, blue] = [0, 1, 2].map((colour) => median(data, colour, step));
	let left = OTHERS * (data.length / step);
	for (let at = 0; at < data.length; at += step) {
		const isOther =
			Math.abs(data[at] - red) > TOLERANCE ||
			Math.abs(data[at + 1] - green) > TOLERANCE ||
			Math.abs(data[at + 2] - blue) > TOLERANCE;
		// Most pictures end the search in their first rows.
		if (isOther && --left < 0) return false;
	}
	return true;
}

function median(data: Uint8Array, first: number, step: number): number {
	const counts = new Uint32Array(256);
	let samples = 0;
	for (let at = first; at < data.length; at += step, samples++) counts[data[at]]++;
	let value = 0;
	for (let below = counts[0]; 2 * below < samples; below += counts[++value]);
	return value;
}
