import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { resolveModel } from '../../../lib/models/resolve';
import type { ModelReference, ResolveOptions } from '../../../lib/models/types';
import { REPOSITORY } from './fake-hub';
import { failure, IMPATIENT, TOY, useHub } from './toy';

const used = useHub();
const HUB: ModelReference = { mode: 'hub', value: `${REPOSITORY}@refs/pr/1` };
const folder = () => path.join(used.modelsFolder, REPOSITORY, 'refs--pr--1');
const resolve = (options: ResolveOptions = {}, reference = HUB) =>
	resolveModel(reference, TOY, { modelsFolder: used.modelsFolder, ...options }, IMPATIENT);

test('refuses with the exact files, their addresses and their folder, and touches no network', async () => {
	const error = await failure(resolve({ offline: true }));
	expect(error).toMatchObject({ code: 'MODEL_OFFLINE', errorClass: 'model' });
	const url = (file: string) => `${used.hub.url}/${REPOSITORY}/resolve/refs%2Fpr%2F1/${file}`;
	const names = [
		'config.json',
		'tokenizer.json',
		'onnx/encoder_model_quantized.onnx',
		'onnx/decoder_model_merged_quantized.onnx',
	];
	expect(error.details).toMatchObject({
		folder: folder(),
		files: names.map((file) => ({ path: file, url: url(file) })),
	});
	for (const name of names) expect(error.message).toContain(`- ${name}: ${url(name)}`);
	expect(error.message).toContain(folder());
	expect(used.hub.seen).toEqual([]);
});

test('the environment switches it on, also where the option says false', async () => {
	process.env.MULTIMODAL_OFFLINE = 'true';
	expect((await failure(resolve({ offline: false }))).code).toBe('MODEL_OFFLINE');
});

test('a model of the list tells its size', async () => {
	const requirement = { ...TOY, parts: ['encoder_model'] };
	const reference: ModelReference = { mode: 'list', value: 'whisper-small' };
	const options = { modelsFolder: used.modelsFolder, offline: true };
	const error = await failure(resolveModel(reference, requirement, options));
	expect(error.message).toMatch(/about \d+ MB/);
	expect(error.message).toContain('onnx-community/whisper-small/resolve/main/config.json');
});

test('files put there by hand are taken without a record', async () => {
	placeByHand(Object.keys(used.hub.files));
	const model = await resolve({ offline: true });
	expect(model.dtypes.encoder_model).toBe('q8');
	await resolve();
	expect(used.hub.seen).toEqual([]);
});

test('of files put there by hand, only those still missing are listed', async () => {
	placeByHand(['config.json', 'onnx/encoder_model_quantized.onnx']);
	const error = await failure(resolve({ offline: true }));
	const files = error.details.files as Array<{ path: string }>;
	expect(files.map((file) => file.path)).toEqual([
		'tokenizer.json',
		'onnx/decoder_model_merged_quantized.onnx',
	]);
});

test('after a download, what got lost is listed with its size', async () => {
	await resolve();
	rmSync(path.join(folder(), 'onnx/encoder_model_quantized.onnx'));
	const error = await failure(resolve({ offline: true }));
	expect(error.details.files).toMatchObject([
		{ path: 'onnx/encoder_model_quantized.onnx', sizeBytes: 3_500_000 },
	]);
	expect(error.message).toContain('(3500000 bytes)');
});

test('auto takes the weights that are there', async () => {
	await resolve({ dtype: 'fp32' });
	const model = await resolve({ offline: true });
	expect(model.dtypes).toEqual({ encoder_model: 'fp32', decoder_model_merged: 'fp32' });
});

test('a graph without its data is not taken', async () => {
	await resolve({ dtype: 'fp32' });
	rmSync(path.join(folder(), 'onnx/decoder_model_merged.onnx_data_1'));
	const error = await failure(resolve({ offline: true, dtype: 'fp32' }));
	expect(error.details.files).toMatchObject([{ path: 'onnx/decoder_model_merged.onnx_data_1' }]);
});

test('files by hand of another version are replaced when online', async () => {
	placeByHand(Object.keys(used.hub.files).filter((file) => file !== 'tokenizer.json'));
	const encoder = path.join(folder(), 'onnx/encoder_model_quantized.onnx');
	writeFileSync(encoder, Buffer.alloc(3_500_000));
	await resolve();
	expect(used.hub.downloads().map((one) => one.path)).toEqual([
		'tokenizer.json',
		'onnx/encoder_model_quantized.onnx',
	]);
});

function placeByHand(files: string[]): void {
	mkdirSync(path.join(folder(), 'onnx'), { recursive: true });
	for (const file of files) writeFileSync(path.join(folder(), file), used.hub.files[file]);
}
