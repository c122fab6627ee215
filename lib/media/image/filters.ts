import type { ResampleFilter } from './types';

/** A filter with a curve; `nearest` has none. */
export type CurveFilter = Exclude<ResampleFilter, 'nearest'>;

interface Curve {
	/** Distance from the centre, in output pixels, beyond which the weight is 0. */
	support: number;
	weight: (distance: number) => number;
}

/** The curves of Pillow's filters; the order of the arithmetic is Pillow's, so that rounding agrees. */
export const FILTER_CURVES: Record<CurveFilter, Curve> = {
	box: { support: 0.5, weight: (x) => (x > -0.5 && x <= 0.5 ? 1 : 0) },
	bilinear: { support: 1, weight: (x) => Math.max(0, 1 - Math.abs(x)) },
	hamming: { support: 1, weight: hamming },
	bicubic: { support: 2, weight: bicubic },
	lanczos: { support: 3, weight: (x) => (x >= -3 && x < 3 ? sinc(x) * sinc(x / 3) : 0) },
};

function hamming(x: number): number {
	const distance = Math.abs(x);
	if (distance === 0) return 1;
	if (distance >= 1) return 0;
	const angle = distance * Math.PI;
	return (Math.sin(angle) / angle) * (0.54 + 0.46 * Math.cos(angle));
}

const CUBIC_SHARPNESS = -0.5;

function bicubic(x: number): number {
	const a = CUBIC_SHARPNESS;
	const t = Math.abs(x);
	if (t < 1) return ((a + 2) * t - (a + 3)) * t * t + 1;
	return t < 2 ? (((t - 5) * t + 8) * t - 4) * a : 0;
}

function sinc(x: number): number {
	const angle = x * Math.PI;
	return angle === 0 ? 1 : Math.sin(angle) / angle;
}
