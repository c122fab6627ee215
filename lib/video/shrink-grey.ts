import { resampleWindows, WEIGHT_BITS } from '../media/image/coefficients';
import type { ImageSize } from '../media/image/types';

/** Makes grey pictures of one size small, each point a triangle-weighted mean (bilinear, as Pillow reduces). */
export function createGreyShrinker(
	from: ImageSize,
	to: ImageSize,
): (grey: Uint8Array) => Float32Array {
	const columns = triangleWeights(from.width, to.width);
	const rows = triangleWeights(from.height, to.height);
	const line = new Float32Array(to.width);
	return (grey) => {
		const small = new Float32Array(to.width * to.height);
		for (let y = 0; y < from.height; y++) {
			shrinkLine(grey, y * from.width, columns, line);
			addLine(line, y, rows, small);
		}
		return small;
	};
}

/** Which source places make up a target place, and by how much. */
interface Window {
	first: number;
	weights: Float32Array;
}

function triangleWeights(from: number, to: number): Window[] {
	const windows = resampleWindows(from, to, 'bilinear', { first: 0, count: to });
	const { starts, lengths, stride, weights } = windows;
	return Array.from({ length: to }, (_, place) => {
		const fixed = weights.subarray(place * stride, place * stride + lengths[place]);
		return {
			first: starts[place],
			weights: Float32Array.from(fixed, (weight) => weight / 2 ** WEIGHT_BITS),
		};
	});
}

function shrinkLine(grey: Uint8Array, start: number, columns: Window[], line: Float32Array): void {
	for (let x = 0; x < columns.length; x++) {
		const { first, weights } = columns[x];
		let sum = 0;
		for (let index = 0; index < weights.length; index++) {
			sum += grey[start + first + index] * weights[index];
		}
		line[x] = sum;
	}
}

function addLine(line: Float32Array, y: number, rows: Window[], small: Float32Array): void {
	for (let row = 0; row < rows.length; row++) {
		const { first, weights } = rows[row];
		if (y < first || y >= first + weights.length) continue;
		const weight = weights[y - first];
		for (let x = 0; x < line.length; x++) small[row * line.length + x] += weight * line[x];
	}
}
