import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { resolveModel } from '../../../lib/models/resolve';
import type { ModelRequirement, ResolveOptions } from '../../../lib/models/types';
import { externalGraph } from './fake-hub';
import { failure, TOY } from './toy';

const MICRO = path.resolve('test/fixtures/models/whisper-micro');
const resolve = (value: string, options?: ResolveOptions, requirement: ModelRequirement = TOY) =>
	resolveModel({ mode: 'folder', value }, requirement, options);

let folder: string;
beforeEach(() => {
	folder = mkdtempSync(path.join(tmpdir(), 'model-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('a folder in the hub layout', async () => {
	const model = await resolve(MICRO);
	expect(model).toMatchObject({
		name: 'whisper-micro',
		folder: MICRO,
		dtypes: { encoder_model: 'fp32', decoder_model_merged: 'fp32' },
	});
	expect(model.parts.encoder_model).toBe(path.join(MICRO, 'onnx', 'encoder_model.onnx'));
});

test('ONNX files in the root, one folder in two weight formats being two models', async () => {
	place('encoder_model.onnx', 'decoder_model_merged.onnx');
	place('encoder_model_q4.onnx', 'decoder_model_merged_q4.onnx');
	const full = await resolve(folder);
	const small = await resolve(folder, { dtype: 'q4' });
	expect(small.parts.encoder_model).toBe(path.join(folder, 'encoder_model_q4.onnx'));
	expect(full.id).not.toBe(small.id);
});

test('a model of ONNX alone, without config.json', async () => {
	writeFileSync(path.join(folder, 'silero_vad.onnx'), 'x');
	const requirement = { kind: 'vad', parts: ['silero_vad'], files: [] };
	const { parts } = await resolve(folder, {}, requirement);
	expect(parts.silero_vad).toBe(path.join(folder, 'silero_vad.onnx'));
});

test('auto prefers one format for all parts, and mixes only when it must', async () => {
	place('encoder_model_quantized.onnx', 'encoder_model.onnx', 'decoder_model_merged.onnx');
	expect((await resolve(folder)).dtypes).toEqual({
		encoder_model: 'fp32',
		decoder_model_merged: 'fp32',
	});
	rmSync(path.join(folder, 'encoder_model.onnx'));
	expect((await resolve(folder)).dtypes).toEqual({
		encoder_model: 'q8',
		decoder_model_merged: 'fp32',
	});
});

test('an explicit format that one part lacks lists those present', async () => {
	place('encoder_model_quantized.onnx', 'decoder_model_merged.onnx');
	const error = await failure(resolve(folder, { dtype: 'q8' }));
	expect(error.code).toBe('MODEL_DTYPE_ABSENT');
	expect(error.details).toMatchObject({ part: 'decoder_model_merged', present: ['fp32'] });
});

test('a graph whose data file was forgotten', async () => {
	place('encoder_model.onnx', 'decoder_model_merged.onnx');
	const graph = Buffer.concat([Buffer.from('onnx'), externalGraph('decoder.data')]);
	writeFileSync(path.join(folder, 'decoder_model_merged.onnx'), graph);
	const error = await failure(resolve(folder));
	expect(error.code).toBe('MODEL_FILES_MISSING');
	expect(error.details.missing).toEqual(['decoder.data']);
	writeFileSync(path.join(folder, 'decoder.data'), 'x');
	await expect(resolve(folder)).resolves.toBeDefined();
});

test('what is missing and what was found', async () => {
	place('encoder_model.onnx');
	rmSync(path.join(folder, 'tokenizer.json'));
	const error = await failure(resolve(folder));
	expect(error).toMatchObject({ code: 'MODEL_FILES_MISSING', errorClass: 'model' });
	expect(error.details).toMatchObject({
		missing: ['tokenizer.json', 'onnx/decoder_model_merged*.onnx'],
		found: ['config.json', 'encoder_model.onnx'],
	});
});

test.each([
	['model.safetensors', /PyTorch/],
	['vocabulary.txt', /CTranslate2/],
	['ggml-base.bin', /whisper\.cpp/],
	['vision_model.onnx', /another kind/],
	['notes.txt', /config\.json and the folder onnx/],
])('a folder with %s gets a hint', async (file, hint) => {
	writeFileSync(path.join(folder, file), 'x');
	expect((await failure(resolve(folder))).message).toMatch(hint);
});

test('the top folder of a model in the Hugging Face cache gets a hint', async () => {
	mkdirSync(path.join(folder, 'snapshots'));
	expect((await failure(resolve(folder))).message).toContain('snapshots');
});

test('a model of another kind', async () => {
	place('encoder_model.onnx', 'decoder_model_merged.onnx');
	writeFileSync(path.join(folder, 'config.json'), '{"model_type":"moonshine"}');
	const error = await failure(resolve(folder));
	expect(error.code).toBe('MODEL_KIND_MISMATCH');
	expect(error.message).toMatch(/"moonshine".*whisper/);
});

test('a broken config.json', async () => {
	place('encoder_model.onnx', 'decoder_model_merged.onnx');
	writeFileSync(path.join(folder, 'config.json'), '<html>');
	expect((await failure(resolve(folder))).code).toBe('MODEL_CONFIG_UNREADABLE');
});

test.each([
	['/no/such/folder', 'MODEL_FOLDER_NOT_FOUND'],
	['models/whisper', 'MODEL_FOLDER_NOT_ABSOLUTE'],
	['', 'MODEL_FOLDER_NOT_ABSOLUTE'],
	[path.join(MICRO, 'config.json'), 'MODEL_FOLDER_IS_FILE'],
])('%p is %s', async (value, code) => {
	expect((await failure(resolve(value))).code).toBe(code);
});

function place(...onnx: string[]): void {
	writeFileSync(path.join(folder, 'config.json'), '{"model_type":"whisper"}');
	writeFileSync(path.join(folder, 'tokenizer.json'), '{}');
	for (const file of onnx) writeFileSync(path.join(folder, file), 'x');
}
