import { WEIGHT_BITS, type Windows } from './coefficients';
import type { RgbImage } from './types';

/** The two passes of resampling: across the rows, then down the columns. */
export interface Passes {
	/** Rows `firstRow` to `firstRow + rowCount` of the picture, each brought to `columns.count` pixels. */
	across(image: RgbImage, firstRow: number, rowCount: number, columns: Windows): Uint8Array;
	/** Rows of `rowBytes` bytes, of which `firstRow` is the first in `data`, brought to `rows.count` rows. */
	down(data: Uint8Array, rowBytes: number, firstRow: number, rows: Windows): Uint8Array;
}

/** Both passes in plain JavaScript: the readable reference, and what runs where there is no SIMD. */
export const plainPasses: Passes = { across, down };

// A global looked up in the innermost loop is slow where tests run in a context of their own.
const { imul } = Math;
const HALF = 1 << (WEIGHT_BITS - 1);

function across(image: RgbImage, firstRow: number, rowCount: number, columns: Windows): Uint8Array {
	const { data, width } = image;
	const { count, starts, lengths, stride, weights } = columns;
	const result = new Uint8Array(rowCount * count * 3);
	let target = 0;
	for (let row = firstRow; row < firstRow + rowCount; row++) {
		for (let column = 0; column < count; column++) {
			const firstWeight = column * stride;
			const lastWeight = firstWeight + lengths[column];
			let source = (row * width + starts[column]) * 3;
			let red = HALF;
			let green = HALF;
			let blue = HALF;
			for (let place = firstWeight; place < lastWeight; place++, source += 3) {
				const weight = weights[place];
				red += imul(data[source], weight);
				green += imul(data[source + 1], weight);
				blue += imul(data[source + 2], weight);
			}
			result[target++] = toByte(red);
			result[target++] = toByte(green);
			result[target++] = toByte(blue);
		}
	}
	return result;
}

function down(data: Uint8Array, rowBytes: number, firstRow: number, rows: Windows): Uint8Array {
	const result = new Uint8Array(rows.count * rowBytes);
	const sums = new Int32Array(rowBytes);
	for (let row = 0; row < rows.count; row++) {
		sums.fill(HALF);
		for (let index = 0; index < rows.lengths[row]; index++) {
			const weight = rows.weights[row * rows.stride + index];
			const source = (rows.starts[row] - firstRow + index) * rowBytes;
			for (let byte = 0; byte < rowBytes; byte++) {
				sums[byte] += imul(data[source + byte], weight);
			}
		}
		for (let byte = 0; byte < rowBytes; byte++) result[row * rowBytes + byte] = toByte(sums[byte]);
	}
	return result;
}

function toByte(sum: number): number {
	const value = sum >> WEIGHT_BITS;
	return value < 0 ? 0 : value > 255 ? 255 : value;
}
