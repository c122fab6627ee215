import { createHash } from 'node:crypto';
import { type CropBox, resample } from '../../../../lib/media/image/resample';
import type { ResampleFilter } from '../../../../lib/media/image/types';
import golden from '../../../fixtures/golden/image-processor.json';
import { formulaPicture } from '../../../helpers/formula-picture';

const filters = ['nearest', 'lanczos', 'bilinear', 'bicubic', 'box', 'hamming'] as const;

test.each(filters)('%s is Pillow’s, bit for bit', (filter) => {
	const cases = golden.resampled.filter((entry) => entry.filter === filter);
	expect(cases.length).toBeGreaterThan(20);
	for (const { from, to, sha256 } of cases) {
		const result = resample(
			formulaPicture(from[0], from[1]),
			{ width: to[0], height: to[1] },
			filter,
		);
		expect({ from, to, sha256: hash(result.data) }).toEqual({ from, to, sha256 });
		expect(result).toMatchObject({ width: to[0], height: to[1] });
	}
});

const boxes: Array<[string, CropBox]> = [
	['the middle', { left: 7, top: 9, width: 20, height: 11 }],
	['one pixel at the end', { left: 39, top: 29, width: 1, height: 1 }],
	['the first row', { left: 0, top: 0, width: 40, height: 1 }],
	['the last column', { left: 39, top: 0, width: 1, height: 30 }],
	['all', { left: 0, top: 0, width: 40, height: 30 }],
];

describe.each(boxes)('cropped to %s', (_, box) => {
	test.each(filters)('%s gives the pixels of the whole', (filter) => {
		for (const [width, height] of [
			[93, 71],
			[11, 8],
			[40, 71],
			[93, 30],
			[40, 30],
			[30, 99],
			[41, 400],
		]) {
			const picture = formulaPicture(width, height);
			const size = { width: 40, height: 30 };
			const whole = resample(picture, size, filter);
			expect(resample(picture, size, filter, box)).toEqual(cut(whole.data, size.width, box));
		}
	});
});

test('leaves the picture as it was, and shares no memory with it', () => {
	const picture = formulaPicture(4, 4);
	for (const filter of filters satisfies readonly ResampleFilter[]) {
		const result = resample(picture, { width: 4, height: 4 }, filter);
		expect(result).toEqual(picture);
		expect(result.data.buffer).not.toBe(picture.data.buffer);
	}
	expect(picture).toEqual(formulaPicture(4, 4));
});

function cut(data: Uint8Array, width: number, box: CropBox) {
	const rows = Array.from({ length: box.height }, (_, row) => {
		const start = ((box.top + row) * width + box.left) * 3;
		return [...data.subarray(start, start + box.width * 3)];
	});
	return { width: box.width, height: box.height, data: Uint8Array.from(rows.flat()) };
}

function hash(data: Uint8Array): string {
	return createHash('sha256').update(data).digest('hex');
}
