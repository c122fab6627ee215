import { spanOf } from './coefficients';
import { type PackedWindows, packWindows } from './packed-windows';
import { type Passes, plainPasses } from './passes';
import { type Kernel, loadKernel } from './simd-kernel';

/** Both passes with SIMD, by WebAssembly, to the same bytes; undefined where that is not to be had. */
export function simdPasses(): Passes | undefined {
	const kernel = loadKernel();
	return kernel && { across: acrossBy(kernel), down: downBy(kernel) };
}

/** Worked on at once: small enough for a processor's cache, large enough to copy in few strokes. */
const BLOCK_BYTES = 512 * 1024;
/** The kernel reads and writes whole vectors, so a little past the end. */
const MARGIN_BYTES = 64;
/** Rows that `across` takes at once, and past the last one that `down` may read. */
const ROWS_AT_ONCE = 4;

function acrossBy(kernel: Kernel): Passes['across'] {
	return (image, firstRow, rowCount, columns) => {
		const { data, width } = image;
		const rowBytes = width * 3;
		const resultBytes = columns.count * 3;
		const stride = resultBytes + 1;
		const blockRows = roundUp(Math.min(rowCount, BLOCK_BYTES / rowBytes), ROWS_AT_ONCE);
		const packed = packWindows(columns, 0);
		const buffers = [blockRows * rowBytes + MARGIN_BYTES, blockRows * stride + MARGIN_BYTES];
		const area = takeArea(kernel, buffers, packed);
		if (!area) return plainPasses.across(image, firstRow, rowCount, columns);
		const { bytes, source, target, starts, lengths, weights } = area;
		const result = new Uint8Array(rowCount * resultBytes);
		for (let done = 0; done < rowCount; done += blockRows) {
			const rows = Math.min(blockRows, rowCount - done);
			const first = (firstRow + done) * rowBytes;
			bytes.set(data.subarray(first, first + rows * rowBytes), source);
			for (let row = 0; row < rows; row += ROWS_AT_ONCE) {
				const from = source + row * rowBytes;
				const to = target + row * stride;
				const { strideBytes } = packed;
				kernel.across(
					from,
					rowBytes,
					to,
					stride,
					columns.count,
					starts,
					lengths,
					weights,
					strideBytes,
				);
			}
			const from = { data: bytes, start: target, stride };
			copyRows(
				from,
				{ data: result, start: done * resultBytes, stride: resultBytes },
				rows,
				resultBytes,
			);
		}
		return result;
	};
}

function downBy(kernel: Kernel): Passes['down'] {
	return (data, rowBytes, firstRow, rows) => {
		const { first, count } = spanOf(rows);
		const stride = roundUp(Math.min(rowBytes, BLOCK_BYTES / count), 16);
		const packed = packWindows(rows, first);
		const buffers = [(count + ROWS_AT_ONCE) * stride, rows.count * stride];
		const area = takeArea(kernel, buffers, packed);
		if (!area) return plainPasses.down(data, rowBytes, firstRow, rows);
		const { bytes, source, target, starts, lengths, weights } = area;
		const result = new Uint8Array(rows.count * rowBytes);
		const top = (first - firstRow) * rowBytes;
		for (let left = 0; left < rowBytes; left += stride) {
			const width = Math.min(stride, rowBytes - left);
			const block = { data: bytes, start: source, stride };
			copyRows({ data, start: top + left, stride: rowBytes }, block, count, width);
			kernel.down(source, stride, target, rows.count, starts, lengths, weights, packed.strideBytes);
			const done = { data: bytes, start: target, stride };
			copyRows(done, { data: result, start: left, stride: rowBytes }, rows.count, width);
		}
		return result;
	};
}

interface Rows {
	data: Uint8Array;
	start: number;
	stride: number;
}

function copyRows(from: Rows, to: Rows, count: number, bytes: number): void {
	for (let row = 0; row < count; row++) {
		const start = from.start + row * from.stride;
		to.data.set(from.data.subarray(start, start + bytes), to.start + row * to.stride);
	}
}

/** Places for pixels in and out, with the windows written behind them; undefined when that is too much. */
function takeArea(kernel: Kernel, buffersBytes: number[], windows: PackedWindows) {
	const parts = [windows.starts, windows.lengths, windows.weights];
	const places = kernel.reserve([...buffersBytes, ...parts.map(({ byteLength }) => byteLength)]);
	if (!places) return undefined;
	const [source, target, starts, lengths, weights] = places;
	const bytes = kernel.bytes();
	parts.forEach(({ buffer }, index) => bytes.set(new Uint8Array(buffer), places[index + 2]));
	return { bytes, source, target, starts, lengths, weights };
}

function roundUp(value: number, step: number): number {
	return Math.ceil(value / step) * step;
}
