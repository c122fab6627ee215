import { showAsSeen } from '../../../../lib/media/image/as-seen';
import { preprocess } from '../../../../lib/media/image/processor';
import type { ImageProcessor } from '../../../../lib/media/image/types';

const plain = { filter: 'bicubic', rescaleFactor: 1 } as const;
const cropped: ImageProcessor = {
	...plain,
	resize: { shortestEdge: 16 },
	centreCrop: { width: 12, height: 14 },
};
const padded: ImageProcessor = { ...plain, centreCrop: { width: 20, height: 9 } };
const boxed: ImageProcessor = {
	...plain,
	letterbox: [200, 10, 30],
	resize: { exact: { width: 16, height: 16 } },
};

/** The means of squares of `times` by `times` pixels, as planes. */
function shrunk({ data, width, height }: ReturnType<typeof showAsSeen>, times: number): number[] {
	const columns = width / times;
	const values: number[] = Array(3 * columns * (height / times)).fill(0);
	for (let y = 0; y < height; y++)
		for (let x = 0; x < width; x++)
			for (let channel = 0; channel < 3; channel++) {
				const at = Math.floor(y / times) * columns + Math.floor(x / times);
				const plane = (channel * width * height) / times ** 2;
				values[plane + at] += data[(y * width + x) * 3 + channel] / times ** 2;
			}
	return values;
}

/** A picture that changes slowly, so that sizes differ in detail only. */
const slope = (width: number, height: number) => ({
	width,
	height,
	data: Uint8Array.from({ length: width * height * 3 }, (_, i) => {
		const [x, y] = [Math.floor(i / 3) % width, Math.floor(i / 3 / width)];
		return [(200 * x) / width, (200 * y) / height, 90][i % 3];
	}),
});

test.each([
	['cropped', cropped, slope(120, 75)],
	['padded', padded, slope(16, 12)],
	['on a square', boxed, slope(90, 41)],
])('%s: each point of the model is a square at its place', (_, processor, picture) => {
	const { pixels, size } = preprocess(picture, processor);
	const seen = showAsSeen(picture, processor, 8);
	expect([seen.width, seen.height]).toEqual([size.width * 8, size.height * 8]);
	const found = shrunk(seen, 8);
	const errors = found.map((value, i) => Math.abs(value - pixels[i]));
	errors.sort((one, other) => one - other);
	// At hard edges, of padding and of the square, the two sizes differ more.
	expect(errors[Math.floor(errors.length * 0.8)]).toBeLessThan(3);
	expect(errors.reduce((sum, error) => sum + error, 0) / errors.length).toBeLessThan(4);
});

test('once as large is what the model gets', () => {
	const picture = slope(120, 75);
	const { resized } = preprocess(picture, cropped);
	expect(showAsSeen(picture, cropped, 1)).toEqual(resized);
});
