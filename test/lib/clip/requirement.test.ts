import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { CLIP_REQUIREMENT, clipRequirement } from '../../../lib/clip/client';
import { listModels } from '../../../lib/models/manifest';
import { resolveModel } from '../../../lib/models/resolve';
import type { ModelReference, ResolveOptions } from '../../../lib/models/types';
import { bytes, REPOSITORY } from '../models/fake-hub';
import { failure, IMPATIENT, useHub } from '../models/toy';

const used = useHub();
const UNKNOWN: ModelReference = { mode: 'hub', value: REPOSITORY };
const DEFAULT: ModelReference = { mode: 'list', value: listModels('clip')[0].name };
const resolve = (reference: ModelReference, options: ResolveOptions = {}) =>
	resolveModel(
		reference,
		clipRequirement(reference),
		{ modelsFolder: used.modelsFolder, ...options },
		IMPATIENT,
	);
const namesIn = (folder: string) => readdirSync(path.join(folder, 'onnx')).sort();

const CONFIGS = ['config.json', 'preprocessor_config.json', 'tokenizer.json'];
const TOWERS = ['onnx/vision_model', 'onnx/text_model'];
const JOINT = ['onnx/model'];
const FORMATS = ['', '_quantized', '_fp16'];

function publish(parts: string[], modelType = 'clip', configs = CONFIGS): void {
	const onnx = parts.flatMap((part) => FORMATS.map((format) => `${part}${format}.onnx`));
	const files = [...configs, ...onnx].map((file, index) => [file, bytes(50 + index, index)]);
	used.hub.files = Object.fromEntries(files);
	used.hub.files['config.json'] = Buffer.from(JSON.stringify({ model_type: modelType }));
}

describe('offline', () => {
	test('the default model asks for its 8-bit towers, with addresses and the folder', async () => {
		const error = await failure(resolve(DEFAULT, { offline: true }));
		expect(error.code).toBe('MODEL_OFFLINE');
		const names = [
			...CONFIGS,
			'tokenizer_config.json',
			'special_tokens_map.json',
			'onnx/vision_model_quantized.onnx',
			'onnx/text_model_quantized.onnx',
		];
		const files = error.details.files as Array<{ path: string; url: string }>;
		expect(files.map((file) => file.path)).toEqual(names);
		const base = `${used.hub.url}/Xenova/clip-vit-base-patch32/resolve/main`;
		for (const name of names) expect(error.message).toContain(`: ${base}/${name}\n`);
		expect(error.message).toContain('- special_tokens_map.json (if the model has it): ');
		expect(error.message).toContain('- tokenizer.json: ');
		expect(error.message).toMatch(/about 157 MB/);
		expect(error.message).toContain(
			path.join(used.modelsFolder, 'Xenova/clip-vit-base-patch32/main'),
		);
		expect(used.hub.seen).toEqual([]);
	});

	test('put there as the message says, it is found; without the files few models have, too', async () => {
		const error = await failure(resolve(DEFAULT, { offline: true }));
		const { folder, files } = error.details as {
			folder: string;
			files: Array<{ path: string; isOptional: boolean }>;
		};
		mkdirSync(path.join(folder, 'onnx'), { recursive: true });
		for (const { path: file, isOptional } of files) {
			if (!isOptional) writeFileSync(path.join(folder, file), '{"model_type":"clip"}');
		}
		const model = await resolve(DEFAULT, { offline: true });
		expect(model.dtypes).toEqual({ vision_model: 'q8', text_model: 'q8' });
		rmSync(path.join(folder, 'onnx/text_model_quantized.onnx'));
		const rest = await failure(resolve(DEFAULT, { offline: true }));
		expect(rest.details.files).toMatchObject([
			{ path: 'tokenizer_config.json', isOptional: true },
			{ path: 'special_tokens_map.json', isOptional: true },
			{ path: 'onnx/text_model_quantized.onnx', isOptional: false },
		]);
	});

	test('of an unknown model the joint file is asked for, unless a tower is there', async () => {
		const wanted = async () => {
			const error = await failure(resolve(UNKNOWN, { offline: true }));
			const files = error.details.files as Array<{ path: string }>;
			return files.map((file) => file.path).filter((file) => file.startsWith('onnx/'));
		};
		expect(await wanted()).toEqual(['onnx/model_quantized.onnx']);
		const folder = path.join(used.modelsFolder, REPOSITORY, 'main/onnx');
		mkdirSync(folder, { recursive: true });
		writeFileSync(path.join(folder, 'vision_model_quantized.onnx'), 'x');
		expect(await wanted()).toEqual(['onnx/text_model_quantized.onnx']);
	});

	test('MobileCLIP is asked for in full precision', async () => {
		const reference: ModelReference = { mode: 'list', value: 'mobileclip_s0' };
		const { message } = await failure(resolve(reference, { offline: true }));
		expect(message).toContain('onnx/vision_model.onnx');
		expect(message).not.toContain('_quantized');
	});
});

describe('download', () => {
	test('of an unknown model with both layouts the joint file is taken, and only it', async () => {
		publish([...TOWERS, ...JOINT]);
		const { parts, dtypes, folder } = await resolve(UNKNOWN);
		expect(dtypes).toEqual({ model: 'q8' });
		expect(parts.model).toBe(path.join(folder, 'onnx/model_quantized.onnx'));
		expect(namesIn(folder)).toEqual(['model_quantized.onnx']);
		const requests = used.hub.seen.length;
		await resolve(UNKNOWN);
		expect(used.hub.seen).toHaveLength(requests);
	});

	test.each([
		['towers', TOWERS, { vision_model: 'q8', text_model: 'q8' }],
		['the joint file', JOINT, { model: 'q8' }],
	])('with %s alone these are taken', async (_, parts, dtypes) => {
		publish(parts);
		expect((await resolve(UNKNOWN)).dtypes).toEqual(dtypes);
	});

	test.each<ModelReference>([
		{ mode: 'list', value: 'siglip-base-patch16-224' },
		{ mode: 'hub', value: 'Xenova/siglip-base-patch16-224' },
		{ mode: 'hub', value: 'https://huggingface.co/Xenova/siglip-base-patch16-224@main' },
	])('of $value, whose scale is known, the towers are taken', async (reference) => {
		used.hub.repository = 'Xenova/siglip-base-patch16-224';
		publish([...TOWERS, ...JOINT], 'siglip');
		const { dtypes, folder } = await resolve(reference);
		expect(dtypes).toEqual({ vision_model: 'q8', text_model: 'q8' });
		expect(namesIn(folder)).toEqual(['text_model_quantized.onnx', 'vision_model_quantized.onnx']);
	});

	test.each<ModelReference>([
		{ mode: 'list', value: 'mobileclip_s2' },
		{ mode: 'hub', value: 'Xenova/mobileclip_s2' },
	])('of $value, spoilt in 8 bits, the full precision is taken ($mode)', async (reference) => {
		used.hub.repository = 'Xenova/mobileclip_s2';
		publish(TOWERS);
		expect((await resolve(reference)).dtypes).toEqual({ vision_model: 'fp32', text_model: 'fp32' });
		const asked = await resolve(reference, { dtype: 'q8' });
		expect(asked.dtypes).toEqual({ vision_model: 'q8', text_model: 'q8' });
	});
});

describe('another model by mistake', () => {
	test.each([
		['text alone', ['config.json', 'tokenizer.json'], JOINT, /model for text alone/],
		[
			'a text tower',
			['config.json', 'tokenizer.json'],
			['onnx/text_model'],
			/model for text alone/,
		],
		['pictures alone', CONFIGS.slice(0, 2), JOINT, /model for pictures or sound alone/],
	])('%s', async (_, configs, parts, message) => {
		publish(parts, 'bert', configs);
		const error = await failure(resolve(UNKNOWN));
		expect(error.code).toBe('MODEL_FILES_MISSING');
		expect(error.message).toMatch(message);
		expect(used.hub.downloads()).toEqual([]);
		expect((await failure(resolve(placeInFolder()))).message).toMatch(message);
	});

	test('speech to text', async () => {
		publish(['onnx/encoder_model', 'onnx/decoder_model_merged'], 'whisper');
		const error = await failure(resolve(UNKNOWN));
		expect(error.message).toMatch(
			/Missing: onnx\/model\*\.onnx \(or, instead of the ONNX files, onnx\/vision_model\*\.onnx and onnx\/text_model\*\.onnx\)/,
		);
	});

	test('a joint file of another type is refused before its weights come', async () => {
		publish(JOINT, 'owlvit');
		const error = await failure(resolve(UNKNOWN));
		expect(error).toMatchObject({ code: 'MODEL_KIND_MISMATCH', details: { found: 'owlvit' } });
		expect(used.hub.downloads('onnx/model_quantized.onnx')).toEqual([]);
		expect((await failure(resolve(placeInFolder()))).code).toBe('MODEL_KIND_MISMATCH');
	});

	test('two towers of an unknown type may run', async () => {
		publish([...TOWERS, ...JOINT], 'clip-of-tomorrow');
		expect((await resolve(UNKNOWN)).dtypes).toEqual({ model: 'q8' });
		publish(TOWERS, 'clip-of-tomorrow');
		expect((await resolve(placeInFolder())).dtypes).toEqual({
			vision_model: 'q8',
			text_model: 'q8',
		});
	});

	test('a half of the towers names the other half', async () => {
		publish(['onnx/vision_model']);
		const { message } = await failure(resolve(placeInFolder()));
		expect(message).toMatch(/Missing: onnx\/text_model\*\.onnx \(or, .* onnx\/model\*\.onnx\)/);
	});
});

test('a name that is none and a malformed one fail as elsewhere', async () => {
	const misspelt: ModelReference = { mode: 'list', value: 'clip-vit-base-patch' };
	expect((await failure(resolve(misspelt))).code).toBe('MODEL_NAME_UNKNOWN');
	expect(() => clipRequirement({ mode: 'hub', value: 'not a name' })).toThrow(/owner\/repository/);
});

test('the towers come first where nothing is said of the model', () => {
	expect(CLIP_REQUIREMENT.parts).toEqual(['vision_model', 'text_model']);
	expect(CLIP_REQUIREMENT.orParts).toEqual([['model']]);
});

function placeInFolder(): ModelReference {
	const folder = path.join(used.modelsFolder, 'by-hand');
	mkdirSync(path.join(folder, 'onnx'), { recursive: true });
	for (const [file, content] of Object.entries(used.hub.files)) {
		writeFileSync(path.join(folder, file), content);
	}
	return { mode: 'folder', value: folder };
}
