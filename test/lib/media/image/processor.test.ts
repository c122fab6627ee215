import path from 'node:path';
import { decodeImage } from '../../../../lib/media/image/decode';
import { preprocess } from '../../../../lib/media/image/processor';
import { readImageProcessor } from '../../../../lib/media/image/processor-config';
import { measureSharpness } from '../../../../lib/media/image/sharpness';
import clip from '../../../fixtures/golden/clip-preprocess.json';
import golden from '../../../fixtures/golden/image-processor.json';
import { formulaPicture } from '../../../helpers/formula-picture';
import { modelFolder } from '../../../helpers/model-folder';

const MAXIMUM_ERROR = 1e-6;
const names = [...new Set(golden.processed.map(({ name }) => name))];

test.each(names)('%s prepares as transformers does', async (name) => {
	for (const entry of golden.processed.filter((other) => other.name === name)) {
		const processor = await readImageProcessor(modelFolder(entry.config));
		const [width, height] = entry.picture;
		const { pixels, size } = preprocess(formulaPicture(width, height), processor);
		expect([3, size.height, size.width]).toEqual(entry.shape);
		expect(pixels).toHaveLength(3 * size.height * size.width);
		for (const [place, value] of entry.samples) {
			expect(Math.abs(pixels[place] - value)).toBeLessThanOrEqual(MAXIMUM_ERROR);
		}
		expect(meanOf(pixels)).toBeCloseTo(entry.mean, 6);
	}
});

test.each(Object.entries(clip.preprocess))(
	'CLIP prepares %s as transformers does',
	async (name, entry) => {
		const processor = await readImageProcessor(
			modelFolder({ image_processor_type: 'CLIPImageProcessor' }),
		);
		const file = path.join(__dirname, '../../../fixtures/image', name);
		const image = await decodeImage(file, { transparency: 'ignore' });
		const { pixels, size } = preprocess(image, processor);
		expect([image.width, image.height]).toEqual(entry.size);
		expect([3, size.height, size.width]).toEqual(entry.shape);
		for (const [channel, y, x, value] of entry.samples) {
			const pixel = pixels[(channel * size.height + y) * size.width + x];
			expect(Math.abs(pixel - value)).toBeLessThanOrEqual(MAXIMUM_ERROR);
		}
		const planes = [0, 1, 2].map((channel) =>
			pixels.subarray(channel * 224 * 224, (channel + 1) * 224 * 224),
		);
		planes.forEach((plane, channel) => expect(meanOf(plane)).toBeCloseTo(entry.mean[channel], 5));
	},
);

test('hands out the bytes that the model sees, without padding', async () => {
	const processor = await readImageProcessor(
		modelFolder({ image_processor_type: 'CLIPImageProcessor', size: 20, crop_size: [41, 8] }),
	);
	const { resized } = preprocess(formulaPicture(30, 60), processor);
	expect(resized).toMatchObject({ width: 8, height: 40 });
	expect(resized.data).toHaveLength(8 * 40 * 3);
});

test('a picture that would grow beyond measure is refused; cropped, it is not', () => {
	const whole = { resize: { shortestEdge: 4096 }, filter: 'bicubic', rescaleFactor: 1 } as const;
	expect(() => preprocess(formulaPicture(3, 4), whole)).toThrow(
		expect.objectContaining({ code: 'PICTURE_TOO_NARROW', details: { width: 3, height: 4 } }),
	);
	const cropped = { ...whole, centreCrop: { width: 8, height: 8 } };
	expect(preprocess(formulaPicture(1, 20_000), cropped).pixels).toHaveLength(3 * 8 * 8);
});

test.each(golden.sharpness)('sharpness of $picture is OpenCV’s', ({ picture, sharpness }) => {
	expect(measureSharpness(formulaPicture(picture[0], picture[1]))).toBeCloseTo(sharpness, 6);
});

function meanOf(values: Float32Array): number {
	return values.reduce((sum, value) => sum + value, 0) / values.length;
}
