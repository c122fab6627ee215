import type { RgbImage } from './types';

/** Lays a picture in the middle of a square of one colour; where the rest is odd the square lacks one row or column, as in torchvision. */
export function layOnSquare(
	{ width, height, data }: RgbImage,
	[red, green, blue]: [number, number, number],
): RgbImage {
	const edge = Math.max(width, height);
	const left = Math.floor((edge - width) / 2);
	const top = Math.floor((edge - height) / 2);
	const square = { width: width + 2 * left, height: height + 2 * top };
	const rowBytes = square.width * 3;
	const laid = new Uint8Array(rowBytes * square.height);
	const firstRow = laid.subarray(0, rowBytes);
	for (let at = 0; at < rowBytes; at += 3) firstRow.set([red, green, blue], at);
	for (let y = 1; y < square.height; y++) laid.copyWithin(y * rowBytes, 0, rowBytes);
	for (let y = 0; y < height; y++) {
		const row = data.subarray(y * width * 3, (y + 1) * width * 3);
		laid.set(row, (top + y) * rowBytes + left * 3);
	}
	return { ...square, data: laid };
}
