import type { Windows } from './coefficients';

/** Windows as wasm/resample.ts reads them. */
export interface PackedWindows {
	/** Each window's first pixel. */
	starts: Int32Array;
	/** Weights of each window, a multiple of four; the added ones are 0. */
	lengths: Int32Array;
	/** Two weights after the other, in halves: low, low, high, high. */
	weights: Int16Array;
	/** Bytes between one window's weights and the next's. */
	strideBytes: number;
}

const LOW_BITS = 11;

/** Splits weights in halves that fit a multiply-add of 16-bit numbers; starts count from `origin`. */
export function packWindows(windows: Windows, origin: number): PackedWindows {
	const { count, lengths, stride, weights } = windows;
	const packedStride = Math.ceil(stride / 4) * 8;
	const packed = new Int16Array(count * packedStride);
	for (let window = 0; window < count; window++) {
		for (let index = 0; index < lengths[window]; index++) {
			const weight = weights[window * stride + index];
			const place = window * packedStride + (index >> 1) * 4 + (index & 1);
			packed[place] = weight & ((1 << LOW_BITS) - 1);
			packed[place + 2] = weight >> LOW_BITS;
		}
	}
	return {
		starts: windows.starts.map((start) => start - origin),
		lengths: lengths.map((length) => Math.ceil(length / 4) * 4),
		weights: packed,
		strideBytes: packedStride * Int16Array.BYTES_PER_ELEMENT,
	};
}
