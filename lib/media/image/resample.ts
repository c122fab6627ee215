import { resampleWindows, spanOf } from './coefficients';
import { resampleNearest } from './nearest';
import { type Passes, plainPasses } from './passes';
import { simdPasses } from './simd-passes';
import type { ImageSize, ResampleFilter, RgbImage } from './types';

/** A part of a picture, in its pixels. */
export interface CropBox {
	left: number;
	top: number;
	width: number;
	height: number;
}

/** Resizes as the `Image.resize` of Pillow 13 does, bit for bit; with `crop`, only that part of the result. */
export function resample(
	image: RgbImage,
	size: ImageSize,
	filter: ResampleFilter,
	crop: CropBox = { left: 0, top: 0, ...size },
	passes: Passes = simdPasses() ?? plainPasses,
): RgbImage {
	if (filter === 'nearest') return resampleNearest(image, size, crop);
	const { width, height } = crop;
	// Each pass rounds; one that changes nothing is left out, as in Pillow.
	const columns =
		size.width === image.width
			? undefined
			: resampleWindows(image.width, size.width, filter, { first: crop.left, count: width });
	const rows =
		size.height === image.height
			? undefined
			: resampleWindows(image.height, size.height, filter, { first: crop.top, count: height });
	if (columns && rows && losesMostlyRows(image, size)) {
		const lowered = passes.down(image.data, image.width * 3, 0, rows);
		const between = { width: image.width, height, data: lowered };
		return { width, height, data: passes.across(between, 0, height, columns) };
	}
	const { first, count } = rows ? spanOf(rows) : { first: crop.top, count: height };
	const narrowed = columns
		? passes.across(image, first, count, columns)
		: cutOut(image, { left: crop.left, top: first, width, height: count });
	const data = rows ? passes.down(narrowed, width * 3, first, rows) : narrowed;
	return { width, height, data };
}

/** When the rows go first, which is faster for tall pictures and rounds otherwise. Pillow 11 always began with the columns. */
function losesMostlyRows(image: ImageSize, size: ImageSize): boolean {
	const lost = image.height - size.height;
	return lost > 0 && lost > 2 * (image.width - size.width);
}

function cutOut({ data, width }: RgbImage, box: CropBox): Uint8Array {
	const rowBytes = box.width * 3;
	const part = new Uint8Array(rowBytes * box.height);
	for (let y = 0; y < box.height; y++) {
		const start = ((box.top + y) * width + box.left) * 3;
		part.set(data.subarray(start, start + rowBytes), y * rowBytes);
	}
	return part;
}
