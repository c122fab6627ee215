import { readFileSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { shutdownEngines } from '../../../lib/inference/pool';
import { preparePicture, prepareTiles } from '../../../lib/tokens/prepare';
import { PICTURES, usePictureFolder } from '../../helpers/pictures';

const { folder, write } = usePictureFolder();
const coffee = path.join(PICTURES, 'coffee.png');
afterAll(shutdownEngines);

it('gives each picture a file of its own in the folder', async () => {
	const request = { file: coffee, folder, modelName: 'claude-opus-4-8' };
	const [one, other] = await Promise.all([preparePicture(request), preparePicture(request)]);
	expect(one.file).not.toBe(other.file);
	for (const { file, bytes, ...prepared } of [one, other]) {
		expect(file.startsWith(folder)).toBe(true);
		expect(readFileSync(file)).toHaveLength(bytes);
		expect(prepared).toEqual({
			mediaType: 'image/jpeg',
			format: 'jpeg',
			width: 600,
			height: 400,
			tokens: 22 * 15,
			original: { width: 600, height: 400, bytes: 466_706, format: 'png', tokens: 22 * 15 },
			warnings: [],
		});
	}
});

it('counts no tokens for a model that it does not know, and keeps to the general limit', async () => {
	const file = write('wide.png', await sharp(coffee).resize(3000, 100).png().toBuffer());
	for (const modelName of [undefined, 'somebody/new-model']) {
		const prepared = await preparePicture({ file, folder, modelName });
		expect(prepared).toMatchObject({ width: 2048, height: 68 });
		expect(prepared).not.toHaveProperty('tokens');
		expect(prepared.original).not.toHaveProperty('tokens');
	}
});

it('warns of a picture that the model will not take in any size', async () => {
	const file = write(
		'line.png',
		await sharp(coffee).resize(4000, 4, { fit: 'fill' }).png().toBuffer(),
	);
	const { warnings } = await preparePicture({ file, folder, modelName: 'qwen3-vl' });
	expect(warnings).toEqual([expect.stringMatching(/Cut the picture into pieces/)]);
});

describe('white writing on nothing', () => {
	const draw = async (ink: string) => {
		const create = { width: 40, height: 40, channels: 4 as const, background: '#fff0' };
		const letter = { create: { ...create, width: 10, background: ink } };
		return write(
			'white.png',
			await sharp({ create })
				.composite([{ input: letter }])
				.png()
				.toBuffer(),
		);
	};
	const levelsOf = async (file: string) => (await sharp(file).stats()).channels[0];

	it('is warned of on white', async () => {
		const request = { file: await draw('#ffffff'), folder };
		const { warnings } = await preparePicture(request);
		expect(warnings).toEqual([expect.stringMatching(/^On a white background nothing is seen/)]);
		const other = await preparePicture({ ...request, background: 'black' });
		expect(other.warnings).toEqual([]);
	});

	it('is laid on black where that may be chosen', async () => {
		const { file, warnings } = await preparePicture({
			...{ file: await draw('#ffffff'), folder, background: 'auto' },
		});
		expect(warnings).toEqual([]);
		expect(await levelsOf(file)).toMatchObject({ min: 0, max: 255 });
	});

	it('only: other writing stays on white', async () => {
		const request = { file: await draw('#222222'), folder, background: 'auto' as const };
		const { file, warnings } = await preparePicture(request);
		expect(warnings).toEqual([]);
		expect(await levelsOf(file)).toMatchObject({ max: 255, mean: expect.closeTo(200, -2) });
	});

	it('cannot be seen where there is none', async () => {
		const request = { file: await draw('#fff0'), folder, background: 'auto' as const };
		const { warnings } = await preparePicture(request);
		expect(warnings).toEqual([expect.stringMatching(/^Nothing is seen .* on white or on black/)]);
	});
});

it('holds the file to the limit of bytes as base64', async () => {
	const prepared = await preparePicture({ file: coffee, folder, maximumBase64Bytes: 40_000 });
	expect(readFileSync(prepared.file).toString('base64').length).toBeLessThanOrEqual(40_000);
	expect(prepared.warnings).toHaveLength(1);
});

it('tells where each piece of a long picture lies, and none of a whole one', async () => {
	const long = sharp({ create: { width: 300, height: 9000, channels: 3, background: '#eee' } });
	const file = write('long.png', await long.png().toBuffer());
	const request = { file, folder, modelName: 'claude-haiku-4-5' };
	const tiles = await prepareTiles(request, { overlapPixels: 20 });
	expect(tiles.length).toBeGreaterThan(4);
	for (const { box, width, height } of tiles) {
		expect(box).toMatchObject({ left: 0, width, height });
	}
	const [whole, ...others] = await prepareTiles(
		{ ...request, file: coffee },
		{ overlapPixels: 20 },
	);
	expect(others).toEqual([]);
	expect(whole).not.toHaveProperty('box');
});

it('ends when it is stopped', async () => {
	await expect(preparePicture({ file: coffee, folder }, AbortSignal.abort())).rejects.toMatchObject(
		{
			code: 'CANCELLED',
		},
	);
});
