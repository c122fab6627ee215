import type { Colour } from '../../media/image/paint';
import type { Tone } from './types';

export const GROUND: Colour = [24, 26, 32];
export const TRACK: Colour = [58, 62, 74];
export const INK: Colour = [236, 238, 244];
export const FAINT: Colour = [158, 164, 180];
export const OUTLINE: Colour = [12, 13, 16];

/** Told apart by the blind to red and green too: by lightness, and by the words. */
export const TONES: Record<Tone, Colour> = {
	go: [72, 211, 126],
	clipped: [255, 176, 46],
	dry: [94, 190, 255],
	held: [255, 92, 84],
};

/** Sides of the picture in the drawing, pixels: below, no letter is read; above, it is only a larger file. */
export const SMALLEST_WIDTH = 480;
export const LARGEST_SIDE = 1280;
/** Dots of letters across the drawing, about: a dot has as many pixels as fit, and two at least. */
export const DOTS_ACROSS = 320;
export const SMALLEST_DOT = 2;
