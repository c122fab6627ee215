import path from 'node:path';
import { decodeImage } from '../../../../lib/media/image/decode';
import { preprocess } from '../../../../lib/media/image/processor';
import { readImageProcessor } from '../../../../lib/media/image/processor-config';
import { channelsOf } from '../../../../lib/media/image/to-planes';
import openvla from '../../../fixtures/golden/openvla.json';
import { formulaPicture } from '../../../helpers/formula-picture';
import { modelFolder } from '../../../helpers/model-folder';

const MAXIMUM_ERROR = 1e-5;
const dino = {
	mean: [0.484375, 0.455078125, 0.40625],
	std: [0.228515625, 0.2236328125, 0.224609375],
};
const siglip = { mean: [0.5, 0.5, 0.5], std: [0.5, 0.5, 0.5] };

const openVla = (fields: object = {}) => ({
	image_processor_type: 'PrismaticImageProcessor',
	image_resize_strategy: 'resize-naive',
	input_sizes: [
		[3, 224, 224],
		[3, 224, 224],
	],
	interpolations: ['bicubic', 'bicubic'],
	means: [dino.mean, siglip.mean],
	stds: [dino.std, siglip.std],
	...fields,
});
const read = (processor: unknown, config?: unknown) =>
	readImageProcessor(modelFolder(processor, config));

test('reads the two towers of a saved OpenVLA', async () => {
	const folder = path.join(__dirname, '../../../fixtures/models/openvla-tabletop');
	const processor = await readImageProcessor(folder);
	expect(processor).toEqual({
		resize: { exact: { width: 224, height: 224 } },
		filter: 'bicubic',
		rescaleFactor: 1 / 255,
		normalise: dino,
		furtherNormalise: [siglip],
	});
	expect(channelsOf(processor)).toBe(6);
});

test('a file that names no class is known by its model', async () => {
	const unnamed = openVla({ image_processor_type: null });
	expect(await read(unnamed, { model_type: 'openvla' })).toEqual(await read(openVla()));
});

test.each(Object.entries(openvla.preprocess))(
	'%s becomes the six channels of the reference',
	async (name, { shape, mean, samples }) => {
		const [file, strategy] = name.split('|');
		const processor = await read(openVla({ image_resize_strategy: strategy }));
		const image = await decodeImage(path.join(__dirname, '../../../fixtures/image', file), {
			transparency: 'ignore',
		});
		const { pixels, size } = preprocess(image, processor);
		expect([pixels.length / size.width / size.height, size.height, size.width]).toEqual(shape);
		for (const [channel, y, x, value] of samples) {
			const found = pixels[(channel * size.height + y) * size.width + x];
			expect(Math.abs(found - value)).toBeLessThanOrEqual(MAXIMUM_ERROR);
		}
		const planeLength = size.width * size.height;
		mean.forEach((value, channel) => {
			const plane = pixels.subarray(channel * planeLength, (channel + 1) * planeLength);
			// The reference adds up in 32 bits.
			expect(plane.reduce((sum, pixel) => sum + pixel, 0) / planeLength).toBeCloseTo(value, 3);
		});
	},
);

test('one tower is three channels', async () => {
	const one = openVla({
		input_sizes: [[3, 384, 384]],
		interpolations: ['bilinear'],
		means: [siglip.mean],
		stds: [siglip.std],
	});
	const processor = await read(one);
	const { pixels, size } = preprocess(formulaPicture(50, 40), processor);
	expect(size).toEqual({ width: 384, height: 384 });
	expect(pixels).toHaveLength(3 * 384 * 384);
	expect(processor).not.toHaveProperty('furtherNormalise');
});

/** int(round(middle)) of torchvision: 2.5 is 2, 3.5 is 4. */
test.each([
	[229, 2],
	[231, 4],
	[230, 3],
])('a crop of %d pixels begins at %d', async (long, left) => {
	const crop = await read(openVla({ image_resize_strategy: 'resize-crop' }));
	const whole = { ...crop, centreCrop: { width: long, height: 224 } };
	const picture = formulaPicture(long, 224);
	const [cropped, all] = [crop, whole].map((one) => preprocess(picture, one).pixels);
	for (const x of [0, 100, 223]) expect(cropped[x]).toBe(all[x + left]);
});

const broken: Array<[string, object, string]> = [
	['an unknown strategy', { image_resize_strategy: 'fold' }, 'PROCESSOR_FIELD_INVALID'],
	['an unknown filter', { interpolations: ['cubic', 'cubic'] }, 'PROCESSOR_FIELD_INVALID'],
	['too few colours', { means: [dino.mean] }, 'PROCESSOR_FIELD_INVALID'],
	['a deviation of zero', { stds: [[0, 1, 1], siglip.std] }, 'PROCESSOR_FIELD_INVALID'],
	[
		'six channels a tower',
		{
			input_sizes: [
				[6, 224, 224],
				[6, 224, 224],
			],
		},
		'PROCESSOR_FIELD_INVALID',
	],
	['no towers', { input_sizes: [] }, 'PROCESSOR_FIELD_INVALID'],
	[
		'an oblong crop',
		{
			image_resize_strategy: 'resize-crop',
			input_sizes: [
				[3, 224, 200],
				[3, 224, 200],
			],
		},
		'PROCESSOR_FIELD_INVALID',
	],
	[
		'towers of two sizes',
		{
			input_sizes: [
				[3, 224, 224],
				[3, 384, 384],
			],
		},
		'PROCESSOR_FIELD_UNSUPPORTED',
	],
	[
		'towers of two filters',
		{ interpolations: ['bicubic', 'bilinear'] },
		'PROCESSOR_FIELD_UNSUPPORTED',
	],
];

test.each(broken)('refuses %s', async (_what, fields, code) => {
	await expect(read(openVla(fields))).rejects.toMatchObject({ code });
});
