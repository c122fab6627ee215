import type { FrameSignals } from './types';

/** What a frame looks like, in few numbers. */
export type Looks = Pick<FrameSignals, 'hash' | 'colours' | 'brightness' | 'sharpness'>;

/** Hash bits, and steps of colour, at which two pictures have nothing in common. */
const FAR_BITS = 32;
const FAR_COLOUR = 64;

/** How different two frames look, 0..1: by their lines or by their colours, whichever tells more. */
export function looksDistance(one: Looks, other: Looks): number {
	const bits = ones(one.hash[0] ^ other.hash[0]) + ones(one.hash[1] ^ other.hash[1]);
	const byColour = meanDifference(one.colours, other.colours) / FAR_COLOUR;
	return Math.min(1, Math.max(bits / FAR_BITS, byColour));
}

/** PySceneDetect's threshold for black; the same distance from white. */
const BLACK_BELOW = 12;
const WHITE_ABOVE = 255 - BLACK_BELOW;
/** A title on black or a white page has darker and lighter parts; noise and a fade do not. */
const EVEN_WITHIN = 6;

/** Whether there is nothing to see: all black or all white. */
export function isBlank({ brightness, colours }: Looks): boolean {
	if (brightness >= BLACK_BELOW && brightness <= WHITE_ABOVE) return false;
	return [0, 1, 2].every((channel) => {
		const values = colours.filter((_, index) => index % 3 === channel);
		return Math.max(...values) - Math.min(...values) < EVEN_WITHIN;
	});
}

function ones(bits: number): number {
	let count = 0;
	for (let rest = bits >>> 0; rest !== 0; rest &= rest - 1) count++;
	return count;
}

function meanDifference(one: number[], other: number[]): number {
	let sum = 0;
	for (let index = 0; index < one.length; index++) sum += Math.abs(one[index] - other[index]);
	return one.length === 0 ? 0 : sum / one.length;
}
