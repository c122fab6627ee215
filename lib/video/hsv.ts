import { roundHalfEven } from '../tokens/rounding';

/** Hue, saturation and value of a picture, one byte a point; hue 0..179. */
export interface HsvPlanes {
	hue: Uint8Array;
	saturation: Uint8Array;
	value: Uint8Array;
}

/** Fractional bits of OpenCV's tables. */
const SHIFT = 12;
const HALF = 1 << (SHIFT - 1);
const SATURATION_BY_VALUE = divisionTable(255);
const HUE_BY_RANGE = divisionTable(180 / 6);

const { abs } = Math;

export function createPlanes(points: number): HsvPlanes {
	return {
		hue: new Uint8Array(points),
		saturation: new Uint8Array(points),
		value: new Uint8Array(points),
	};
}

/** Mean absolute differences of two pictures' planes, 0..255. */
export interface PlaneChanges {
	hueChange: number;
	saturationChange: number;
	valueChange: number;
}

/**
 * Interleaved RGB to OpenCV's 8-bit HSV (COLOR_RGB2HSV), written over the planes of the picture before;
 * returns how far they changed.
 */
export function replaceByHsv(rgb: Uint8Array, planes: HsvPlanes): PlaneChanges {
	const { hue, saturation, value } = planes;
	const points = hue.length;
	let hueSum = 0;
	let saturationSum = 0;
	let valueSum = 0;
	for (let point = 0, at = 0; point < points; point++, at += 3) {
		const red = rgb[at];
		const green = rgb[at + 1];
		const blue = rgb[at + 2];
		const high = red > green ? (red > blue ? red : blue) : green > blue ? green : blue;
		const low = red < green ? (red < blue ? red : blue) : green < blue ? green : blue;
		const range = high - low;
		const s = (range * SATURATION_BY_VALUE[high] + HALF) >> SHIFT;
		let sextant: number;
		if (high === red) sextant = green - blue;
		else if (high === green) sextant = blue - red + 2 * range;
		else sextant = red - green + 4 * range;
		let h = (sextant * HUE_BY_RANGE[range] + HALF) >> SHIFT;
		if (h < 0) h += 180;
		hueSum += abs(h - hue[point]);
		saturationSum += abs(s - saturation[point]);
		valueSum += abs(high - value[point]);
		hue[point] = h;
		saturation[point] = s;
		value[point] = high;
	}
	return {
		hueChange: hueSum / points,
		saturationChange: saturationSum / points,
		valueChange: valueSum / points,
	};
}

function divisionTable(numerator: number): Int32Array {
	return Int32Array.from({ length: 256 }, (_, divisor) =>
		divisor === 0 ? 0 : roundHalfEven((numerator * (1 << SHIFT)) / divisor),
	);
}
