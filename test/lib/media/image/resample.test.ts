import { createHash } from 'node:crypto';
import { plainPasses } from '../../../../lib/media/image/passes';
import { type CropBox, resample } from '../../../../lib/media/image/resample';
import { simdPasses } from '../../../../lib/media/image/simd-passes';
import type { ResampleFilter } from '../../../../lib/media/image/types';
import golden from '../../../fixtures/golden/image-processor.json';
import { formulaPicture } from '../../../helpers/formula-picture';

const filters = ['nearest', 'lanczos', 'bilinear', 'bicubic', 'box', 'hamming'] as const;

const implementations = [
	['plain', plainPasses],
	['SIMD', simdPasses()],
] as const;

test('SIMD is built, and runs here', () => {
	expect(simdPasses()).toBeDefined();
});

describe.each(implementations)('%s', (_, passes) => {
	test.each(filters)('%s is Pillow’s, bit for bit', (filter) => {
		const cases = golden.resampled.filter((entry) => entry.filter === filter);
		expect(cases.length).toBeGreaterThan(20);
		for (const { from, to, sha256 } of cases) {
			const [width, height] = to;
			const picture = formulaPicture(from[0], from[1]);
			const result = resample(picture, { width, height }, filter, undefined, passes);
			expect({ from, to, sha256: hash(result.data) }).toEqual({ from, to, sha256 });
			expect(result).toMatchObject({ width, height });
		}
	});
});

const larger = [
	['blocks of rows', [3000, 700], [298, 224], 'lanczos'],
	['a last block that is not full', [5000, 203], [224, 101], 'bicubic'],
	['blocks of columns, rows first', [1500, 901], [1499, 50], 'bicubic'],
	['a row wider than a block', [180_000, 2], [31, 3], 'bilinear'],
	['more rows than a block holds', [2, 180_000], [3, 31], 'bilinear'],
	['a row beyond the buffer', [2_200_000, 1], [2, 1], 'box'],
	['rows beyond the buffer', [1, 2_200_000], [1, 2], 'box'],
] as const;

test.each(larger)('SIMD equals plain with %s', (_, from, [width, height], filter) => {
	const picture = formulaPicture(from[0], from[1]);
	const plain = resample(picture, { width, height }, filter, undefined, plainPasses);
	const simd = resample(picture, { width, height }, filter, undefined, simdPasses());
	expect(Buffer.compare(simd.data, plain.data)).toBe(0);
});

test('SIMD equals plain at the extremes of a byte', () => {
	for (const value of [0, 255]) {
		const picture = { width: 90, height: 70, data: new Uint8Array(90 * 70 * 3).fill(value) };
		for (let index = 0; index < picture.data.length; index += 7) picture.data[index] = 255 - value;
		const size = { width: 200, height: 33 };
		const plain = resample(picture, size, 'lanczos', undefined, plainPasses);
		expect(resample(picture, size, 'lanczos', undefined, simdPasses())).toEqual(plain);
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
			const expected = cut(whole.data, size.width, box);
			for (const [, passes] of implementations) {
				expect(resample(picture, size, filter, box, passes)).toEqual(expected);
			}
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
