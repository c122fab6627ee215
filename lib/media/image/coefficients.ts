import { type CurveFilter, FILTER_CURVES } from './filters';

/** Weights are whole numbers of 1 / 2^22: 32 bits less 8 for the value and 2 for overshoot. */
export const WEIGHT_BITS = 22;

/** For each output pixel of a row or column: the input pixels it is made of, and their weights. */
export interface Windows {
	count: number;
	/** First input pixel of each window, never falling. */
	starts: Int32Array;
	/** Input pixels of each window. */
	lengths: Int32Array;
	/** Places between one window's weights and the next's. */
	stride: number;
	/** Fixed-point, [count, stride]. */
	weights: Int32Array;
}

/** A stretch of pixels. */
export interface Span {
	first: number;
	count: number;
}

/** The windows that bring `inputSize` pixels to `outputSize`, of the wanted output pixels only. */
export function resampleWindows(
	inputSize: number,
	outputSize: number,
	filter: CurveFilter,
	wanted: Span,
): Windows {
	const scale = inputSize / outputSize;
	const filterScale = Math.max(scale, 1);
	const support = FILTER_CURVES[filter].support * filterScale;
	const stride = Math.ceil(support) * 2 + 1;
	const windows = emptyWindows(wanted.count, stride);
	const exact = new Float64Array(stride);
	for (let index = 0; index < wanted.count; index++) {
		const centre = (wanted.first + index + 0.5) * scale;
		const start = Math.max(0, Math.trunc(centre - support + 0.5));
		const end = Math.min(inputSize, Math.trunc(centre + support + 0.5));
		windows.starts[index] = start;
		windows.lengths[index] = end - start;
		weigh(exact.subarray(0, end - start), start - centre + 0.5, filter, filterScale);
		toFixedPoint(exact.subarray(0, end - start), windows.weights.subarray(index * stride));
	}
	return windows;
}

/** The input pixels that all windows together need. */
export function spanOf({ starts, lengths, count }: Windows): Span {
	return { first: starts[0], count: starts[count - 1] + lengths[count - 1] - starts[0] };
}

function emptyWindows(count: number, stride: number): Windows {
	return {
		count,
		stride,
		starts: new Int32Array(count),
		lengths: new Int32Array(count),
		weights: new Int32Array(count * stride),
	};
}

function weigh(
	weights: Float64Array,
	firstDistance: number,
	filter: CurveFilter,
	filterScale: number,
): void {
	const { weight } = FILTER_CURVES[filter];
	const perPixel = 1 / filterScale;
	let sum = 0;
	for (let index = 0; index < weights.length; index++) {
		weights[index] = weight((index + firstDistance) * perPixel);
		sum += weights[index];
	}
	if (sum === 0) return;
	for (let index = 0; index < weights.length; index++) weights[index] /= sum;
}

/** Half is rounded away from zero, as Pillow does. */
function toFixedPoint(exact: Float64Array, fixed: Int32Array): void {
	for (let index = 0; index < exact.length; index++) {
		const scaled = exact[index] * (1 << WEIGHT_BITS);
		fixed[index] = Math.trunc(scaled < 0 ? scaled - 0.5 : scaled + 0.5);
	}
}
