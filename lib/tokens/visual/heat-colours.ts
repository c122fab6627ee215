/** Red, green and blue, 0..255. */
export type Colour = [number, number, number];

/** In OKLCh: from a dark violet over magenta and orange to a pale yellow. */
const DARKEST = { lightness: 0.22, hue: 290 };
const LIGHTEST = { lightness: 0.95, hue: 465 };
const STRONGEST_CHROMA = 0.2;
const WEAKEST_CHROMA = 0.1;

/** The colour of a heat, 0..1: equal steps of heat look equally far apart, and hotter is always lighter. */
export function heatColour(heat: number): Colour {
	const lightness = between(DARKEST.lightness, LIGHTEST.lightness, heat);
	const hue = (between(DARKEST.hue, LIGHTEST.hue, heat) * Math.PI) / 180;
	// Strongest in the middle; paler where the screen has no such colour.
	let chroma = between(WEAKEST_CHROMA, STRONGEST_CHROMA, Math.sin(heat * Math.PI));
	let colour = toLinear(lightness, chroma, hue);
	while (!colour.every(isShown)) colour = toLinear(lightness, (chroma -= 0.002), hue);
	return colour.map((value) => Math.round(255 * toGamma(value))) as Colour;
}

/** OKLab to linear sRGB: Björn Ottosson, https://bottosson.github.io/posts/oklab/. */
function toLinear(lightness: number, chroma: number, hue: number): number[] {
	const a = chroma * Math.cos(hue);
	const b = chroma * Math.sin(hue);
	const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
	const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
	const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
	return [
		4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
		-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
		-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
	];
}

/** The sRGB transfer function, IEC 61966-2-1. */
function toGamma(linear: number): number {
	return linear <= 0.0031308 ? 12.92 * linear : 1.055 * linear ** (1 / 2.4) - 0.055;
}

const isShown = (linear: number): boolean => linear >= 0 && linear <= 1;

const between = (from: number, to: number, share: number): number => from + (to - from) * share;
