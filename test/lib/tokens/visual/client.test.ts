import { cpSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { shutdownEngines } from '../../../../lib/inference/pool';
import { embedPictures } from '../../../../lib/tokens/visual/client';
import { averageBlocks } from '../../../../lib/tokens/visual/pool';
import { readNpy } from '../../../../lib/tokens/visual/npy';
import type { EmbeddedPicture, PictureOutcome } from '../../../../lib/tokens/visual/types';
import { useFolder } from '../../../helpers/media';
import {
	dino,
	fixtureModel,
	fixturePicture,
	goldenArray,
	goldenFile,
	largestDifference,
	visionModel,
} from './golden';
import { visualTokens } from './visual-tokens';

const folder = useFolder();
let turn = 0;

afterAll(async () => await shutdownEngines());

const ownFolder = () => {
	const own = path.join(folder, String(turn++));
	mkdirSync(own);
	return own;
};
const job = async (name: string, dtype?: 'fp32') => ({
	model: await visionModel(name, dtype),
	device: 'cpu' as const,
});
const resultOf = (outcome: PictureOutcome): EmbeddedPicture => {
	if (!outcome.ok) throw new Error(outcome.error.message);
	return outcome.result;
};
const sizeOfPng = (file: string) => {
	const bytes = readFileSync(file);
	return [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
};

describe.each(['dinov2-tiny', 'dinov2-registers-tiny'])('%s', (name) => {
	it('gives the tokens of transformers', async () => {
		const { rows, columns, prefixTokens, pictures } = dino[name];
		const files = pictures.map(({ file }) => fixturePicture(file));
		const found = await visualTokens(await job(name), files);
		for (const [i, { tokens }] of pictures.entries()) {
			expect(found[i]).toMatchObject({ rows, columns, prefixTokens, dimensions: 32 });
			expect(largestDifference(found[i].classToken!, tokens[0])).toBeLessThan(1e-4);
			const grid = tokens.slice(prefixTokens).flat();
			expect(largestDifference(found[i].data, grid)).toBeLessThan(1e-4);
		}
	});
});

it('gives the tokens of DINOv3 but for the rounding of its pixels', async () => {
	const { rows, columns, prefixTokens, pictures } = dino['dinov3-tiny'];
	const files = pictures.map(({ file }) => fixturePicture(file));
	const found = await visualTokens(await job('dinov3-tiny'), files);
	for (const [i, { tokens }] of pictures.entries()) {
		expect(found[i]).toMatchObject({ rows, columns, prefixTokens });
		expect(largestDifference(found[i].data, tokens.slice(prefixTokens).flat())).toBeLessThan(0.05);
	}
});

it.each([
	['clip-shapes', 'chelsea.png', 'chelsea'],
	['clip-shapes', 'shapes/red-square.png', 'red-square'],
	['openvla-tabletop', 'coffee.png', 'coffee'],
	['openvla-tabletop', 'table/table_05.png', 'table_05'],
])('%s of %s: the reference, and its file byte for byte', async (name, picture, golden) => {
	const own = ownFolder();
	const dtype = name === 'clip-shapes' ? 'fp32' : undefined;
	const { result } = await embedPictures(await job(name, dtype), [fixturePicture(picture)], {
		folder: own,
	});
	const { npyFile, ...rest } = resultOf(result[0]);
	const dimensions = name === 'clip-shapes' ? 128 : 96;
	const prefixTokens = name === 'clip-shapes' ? 1 : 0;
	const grid = { tokens: 64, rows: 8, columns: 8, dimensions };
	expect(rest).toEqual({ ...grid, prefixTokens, hasClassToken: false });
	const expected = await goldenArray(`${name}-${golden}`);
	expect(largestDifference(await readNpy(npyFile), expected)).toBeLessThan(1e-4);
	const header = readFileSync(goldenFile(`${name}-${golden}.npy`)).subarray(0, 128);
	expect(readFileSync(npyFile).subarray(0, 128).equals(header)).toBe(true);
});

it('pools the grid and puts the class token before it', async () => {
	const files = [fixturePicture('chelsea.png')];
	const work = await job('clip-shapes', 'fp32');
	const [whole] = await visualTokens(work, files);
	const request = { folder: ownFolder(), maximumTokens: 12, classToken: true };
	const { result } = await embedPictures(work, files, request);
	const { npyFile, ...rest } = resultOf(result[0]);
	expect(rest).toMatchObject({ tokens: 13, rows: 3, columns: 4, hasClassToken: true });
	const numbers = await readNpy(npyFile);
	expect(numbers.subarray(0, 128)).toEqual(whole.classToken);
	const pooled = averageBlocks(whole.data, whole, { rows: 3, columns: 4 }, 128);
	expect(numbers.subarray(128)).toEqual(pooled);
});

it.each(['norm', 'pca'] as const)(
	'draws the grid (%s) over what the model saw',
	async (picture) => {
		const request = { folder: ownFolder(), picture };
		const { result } = await embedPictures(
			await job('dinov2-tiny'),
			[fixturePicture('chelsea.png')],
			request,
		);
		// 56 by 42 points, 14 times as large.
		expect(sizeOfPng(resultOf(result[0]).pictureFile!)).toEqual([784, 588]);
	},
);

it('lets a picture that cannot be read fail alone, in order', async () => {
	const files = [fixturePicture('coffee.png'), goldenFile('components.npy'), folder];
	const { result, backend, durationMs } = await embedPictures(await job('dinov2-tiny'), files, {
		folder: ownFolder(),
	});
	expect(result.map(({ ok }) => ok)).toEqual([true, false, false]);
	expect(result[1]).toMatchObject({ error: { code: 'NOT_A_PICTURE' } });
	expect(backend).toMatchObject({ backend: 'native', device: 'cpu' });
	expect(durationMs).toBeGreaterThanOrEqual(0);
	await expect(visualTokens(await job('dinov2-tiny'), files)).rejects.toMatchObject({
		code: 'NOT_A_PICTURE',
	});
});

it('stops when told to', async () => {
	const signal = AbortSignal.abort();
	const given = visualTokens(await job('dinov2-tiny'), [fixturePicture('coffee.png')], signal);
	await expect(given).rejects.toMatchObject({ code: 'CANCELLED' });
});

/** A model that is a folder of another's, with some files replaced. */
async function mixed(name: string, replaced: Record<string, string>) {
	const model = await visionModel(name, name === 'dinov2-tiny' ? 'auto' : 'fp32');
	const own = ownFolder();
	cpSync(fixtureModel(name), own, { recursive: true });
	for (const [file, source] of Object.entries(replaced)) cpSync(source, path.join(own, file));
	const parts = Object.fromEntries(
		Object.entries(model.parts).map(([part, file]) => [
			part,
			path.join(own, path.relative(fixtureModel(name), file)),
		]),
	);
	return {
		model: { ...model, folder: own, parts, id: `test mixed ${turn}` },
		device: 'cpu' as const,
	};
}

it.each([
	['VISUAL_CHANNELS', 'clip-shapes', 'preprocessor_config.json', 'openvla-tabletop'],
	['VISUAL_PICTURE_SIZE', 'clip-shapes', 'preprocessor_config.json', 'dinov2-tiny'],
	['VISUAL_INPUT_UNKNOWN', 'dinov2-tiny', 'onnx/model.onnx', 'clip-joint-tiny'],
	['VISUAL_POOLED_ONLY', 'clip-shapes', 'onnx/vision_model.onnx', 'clip-fp16-tiny'],
])('%s where files do not fit', async (code, name, file, other) => {
	const source = file.replace(
		'vision_model',
		other === 'clip-fp16-tiny' ? 'vision_model_fp16' : 'vision_model',
	);
	const replaced = { [file]: path.join(fixtureModel(other), source) };
	const given = visualTokens(await mixed(name, replaced), [fixturePicture('coffee.png')]);
	await expect(given).rejects.toMatchObject({ code });
});
