import path from 'node:path';
import { readImageProcessor } from '../../../../lib/media/image/processor-config';
import { modelFolder } from '../../../helpers/model-folder';

const read = (processor: unknown, config?: unknown) =>
	readImageProcessor(modelFolder(processor, config));
const clip = (fields: object) => ({ image_processor_type: 'CLIPImageProcessor', ...fields });

test('reads the steps of a saved CLIP', async () => {
	const folder = path.join(__dirname, '../../../fixtures/models/clip-shapes');
	expect(await readImageProcessor(folder)).toEqual({
		resize: { shortestEdge: 64 },
		filter: 'bicubic',
		centreCrop: { width: 64, height: 64 },
		rescaleFactor: 0.00392156862745098,
		normalise: {
			mean: [0.48145466, 0.4578275, 0.40821073],
			std: [0.26862954, 0.26130258, 0.27577711],
		},
	});
});

const defaults = [
	['CLIPImageProcessor', { shortestEdge: 224 }, 'bicubic', 224],
	['CLIPFeatureExtractor', { shortestEdge: 224 }, 'bicubic', 224],
	['CLIPImageProcessorFast', { shortestEdge: 224 }, 'bicubic', 224],
	['ChineseCLIPFeatureExtractor', { shortestEdge: 224 }, 'bicubic', 224],
	['BitImageProcessor', { shortestEdge: 224 }, 'bicubic', 224],
	['SiglipImageProcessor', { exact: { width: 224, height: 224 } }, 'bicubic', undefined],
	['ViTFeatureExtractor', { exact: { width: 224, height: 224 } }, 'bilinear', undefined],
	['DeiTImageProcessor', { exact: { width: 256, height: 256 } }, 'bicubic', 224],
] as const;

test.each(defaults)('%s alone means its defaults', async (kind, resize, filter, crop) => {
	const expected = { resize, filter, ...(crop && { centreCrop: { width: crop, height: crop } }) };
	const nothing = { size: null, resample: null, crop_size: null, do_resize: null };
	for (const file of [
		{ image_processor_type: kind },
		{ feature_extractor_type: kind, ...nothing },
	]) {
		const processor = await read(file);
		expect(processor).toMatchObject(expected);
		expect('centreCrop' in processor).toBe(crop !== undefined);
	}
});

const types = [
	['clip', 'bicubic', { shortestEdge: 224 }],
	['siglip', 'bicubic', { exact: { width: 224, height: 224 } }],
	['vit', 'bilinear', { exact: { width: 224, height: 224 } }],
	['dinov2', 'bicubic', { shortestEdge: 224 }],
] as const;

test.each(types)(
	'a file that names no class is read as that of %s',
	async (type, filter, resize) => {
		expect(await read({}, { model_type: type })).toMatchObject({ filter, resize });
	},
);

test.each([
	[0, 'nearest'],
	[1, 'lanczos'],
	[2, 'bilinear'],
	[3, 'bicubic'],
	[4, 'box'],
	[5, 'hamming'],
])('resample %d is %s', async (resample, filter) => {
	expect(await read(clip({ resample }))).toMatchObject({ filter });
});

const sizes: Array<[string, unknown, unknown]> = [
	['CLIPImageProcessor', 30, { shortestEdge: 30 }],
	['SiglipImageProcessor', 30, { shortestEdge: 30 }],
	['ViTImageProcessor', 30, { exact: { width: 30, height: 30 } }],
	['CLIPImageProcessor', [30, 40], { exact: { width: 40, height: 30 } }],
	['ViTImageProcessor', { shortest_edge: 30 }, { shortestEdge: 30 }],
	['ChineseCLIPImageProcessor', { height: 1, width: 4096 }, { exact: { width: 4096, height: 1 } }],
];

test.each(sizes)('%s of size %j', async (kind, size, resize) => {
	expect(await read({ image_processor_type: kind, size })).toMatchObject({ resize });
});

test('steps that are switched off are absent', async () => {
	const off = { do_resize: false, do_center_crop: false, do_rescale: false, do_normalize: false };
	expect(await read(clip(off))).toEqual({ filter: 'bicubic', rescaleFactor: 1 });
});

test('unknown fields, and unsupported ones that are off, change nothing', async () => {
	const harmless = { do_convert_rgb: true, do_pad: false, crop_pct: null, processor_class: 'X' };
	expect(await read(clip(harmless))).toEqual(await read(clip({})));
});

const invalid: Array<[field: string, value: unknown, named?: string, found?: unknown]> = [
	['size', 0],
	['size', -224],
	['size', 4097],
	['size', 224.5],
	['size', '224'],
	['size', []],
	['size', [1, 2, 3]],
	['size', { longest_edge: 224 }],
	['size', { shortest_edge: 224, longest_edge: 300 }],
	['size', { shortest_edge: '224' }, 'size.shortest_edge', '224'],
	['size', { height: 224 }],
	['crop_size', { shortest_edge: 224 }],
	['crop_size', 1e9],
	['resample', 6],
	['resample', -1],
	['resample', 1.5],
	['resample', 'bicubic'],
	['do_resize', 'yes'],
	['do_normalize', 1],
	['rescale_factor', 0],
	['rescale_factor', '1/255'],
	['image_mean', [0.5, 0.5]],
	['image_mean', [0.5, 0.5, 0.5, 0.5]],
	['image_mean', ['0', '0', '0']],
	['image_std', [0.5, 0, 0.5]],
	['image_std', 0],
];

test.each(invalid)(
	'%s of %j is refused by name',
	async (field, value, named = field, found = value) => {
		const failure = read(clip({ [field]: value }));
		await expect(failure).rejects.toMatchObject({
			errorClass: 'model',
			code: 'PROCESSOR_FIELD_INVALID',
			details: { field: named, found: JSON.stringify(found) },
		});
	},
);

test.each(['crop_pct', 'do_pad', 'do_flip_channel_order'])('%s is not supported', async (field) => {
	const value = field === 'crop_pct' ? 0.875 : true;
	await expect(read(clip({ [field]: value }))).rejects.toMatchObject({
		code: 'PROCESSOR_FIELD_UNSUPPORTED',
		details: { field },
	});
});

const unreadable: Array<[unknown, unknown, string]> = [
	['{', undefined, 'PROCESSOR_UNREADABLE'],
	['[]', undefined, 'PROCESSOR_UNREADABLE'],
	['null', undefined, 'PROCESSOR_UNREADABLE'],
	[undefined, undefined, 'PROCESSOR_UNREADABLE'],
	[{}, undefined, 'PROCESSOR_UNREADABLE'],
	[{}, { model_type: 'constructor' }, 'PROCESSOR_KIND_UNKNOWN'],
	[{ image_processor_type: 'ConvNextImageProcessor' }, undefined, 'PROCESSOR_KIND_UNKNOWN'],
	[{ image_processor_type: 'toString' }, undefined, 'PROCESSOR_KIND_UNKNOWN'],
	[
		{ image_processor_type: 'Siglip2ImageProcessorFast' },
		undefined,
		'PROCESSOR_PATCHES_UNSUPPORTED',
	],
	[{}, { model_type: 'siglip2' }, 'PROCESSOR_PATCHES_UNSUPPORTED'],
];

test.each(unreadable)('%j beside %j is %s', async (processor, config, code) => {
	await expect(read(processor, config)).rejects.toMatchObject({ errorClass: 'model', code });
});
