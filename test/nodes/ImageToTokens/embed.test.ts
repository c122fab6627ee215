import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { IDataObject, INode } from 'n8n-workflow';
import { readNpy } from '../../../lib/tokens/visual/npy';
import { useAllowedFolder } from '../../helpers/allowed-folder';
import { useFolder } from '../../helpers/media';
import { fixtureModel, modelIn } from '../../helpers/clip';
import {
	imageWorkflow,
	openHarness,
	picture,
	runImage,
	type Harness,
} from '../../helpers/image-to-tokens';

const folder = useFolder();
const fixtures = path.join(__dirname, '../../fixtures');
const golden = async (name: string) =>
	await readNpy(path.join(fixtures, 'golden/visual-tokens', `${name}.npy`));
const SHAPES = modelIn(fixtureModel('clip-shapes'));
const OPENVLA = modelIn(fixtureModel('openvla-tabletop'));
const allowed = useAllowedFolder();
let harness: Harness;

beforeAll(async () => {
	harness = await openHarness();
});
afterAll(async () => await harness.close());

async function embed(files: string[], parameters: IDataObject = {}, node: Partial<INode> = {}) {
	const items = await Promise.all(files.map((file) => harness.itemFromFile(picture(file))));
	const all = { operation: 'embed', model: SHAPES, ...parameters };
	return await runImage(harness, items, all, node);
}

async function numbersOf(binary: Parameters<Harness['readBinary']>[0]): Promise<Float32Array> {
	const file = path.join(folder, 'read-back.npy');
	writeFileSync(file, await harness.readBinary(binary));
	return await readNpy(file);
}

const difference = (found: ArrayLike<number>, expected: ArrayLike<number>) =>
	Array.from(expected).reduce((most, value, i) => Math.max(most, Math.abs(value - found[i])), 0);

it.each([
	['clip-shapes', SHAPES, 'chelsea.png', 'chelsea', 128, { dtype: 'fp32' }],
	['openvla-tabletop', OPENVLA, 'table/table_05.png', 'table_05', 96, {}],
])('gives the tokens of %s as a file and a picture', async (...row) => {
	const [name, model, file, title, dimensions, options] = row;
	const { items, error, hints } = await embed([file], { model, options });
	expect(error).toBeUndefined();
	expect(hints).toEqual([]);
	const [{ json, binary, pairedItem }] = items;
	expect(json).toEqual({
		tokens: 64,
		grid: { columns: 8, rows: 8 },
		dimensions,
		classToken: false,
		model: name,
		usage: { durationMs: expect.any(Number), device: 'cpu', backend: 'native' },
		engine: 'local',
	});
	expect(pairedItem).toEqual({ item: 0 });
	expect(Object.keys(binary!).sort()).toEqual(['data', 'npy', 'tokenGrid']);
	expect(binary!.npy.fileName).toBe(`${title}-tokens.npy`);
	expect(binary!.tokenGrid).toMatchObject({
		fileName: `${title}-tokens.png`,
		mimeType: 'image/png',
	});
	const expected = await golden(`${name}-${title}`);
	expect(difference(await numbersOf(binary!.npy), expected)).toBeLessThan(1e-4);
	const png = await harness.readBinary(binary!.tokenGrid);
	const edge = name === 'clip-shapes' ? 768 : 672;
	expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([edge, edge]);
});

it('gives the numbers in the item, pooled, with the class token first', async () => {
	const { items } = await embed(['chelsea.png'], {
		pool: 10,
		numbers: 'json',
		tokenPicture: 'none',
		options: { classToken: true, dtype: 'fp32' },
	});
	const [{ json, binary }] = items;
	expect(json).toMatchObject({ tokens: 10, grid: { columns: 3, rows: 3 }, classToken: true });
	const embeddings = json.embeddings as number[][];
	expect(embeddings.map(({ length }) => length)).toEqual(Array(10).fill(128));
	expect(Object.keys(binary!)).toEqual(['data']);
	const whole = await golden('clip-shapes-chelsea');
	// The first of three blocks of eight rows and columns covers three.
	const first = [0, 1, 2, 8, 9, 10, 16, 17, 18].map((token) => whole[token * 128]);
	expect(embeddings[1][0]).toBeCloseTo(first.reduce((sum, value) => sum + value) / 9, 4);
});

it('gives both, and draws what is alike', async () => {
	const heat = await embed(['chelsea.png']);
	const alike = await embed(['chelsea.png'], { numbers: 'both', tokenPicture: 'pca' });
	const [{ json, binary }] = alike.items;
	const numbers = await numbersOf(binary!.npy);
	expect(difference((json.embeddings as number[][]).flat(), numbers)).toBeLessThan(1e-5);
	const bytes = async ({ items: [item] }: typeof alike) =>
		await harness.readBinary(item.binary!.tokenGrid);
	expect((await bytes(alike)).equals(await bytes(heat))).toBe(false);
});

it('says where a model has no class token', async () => {
	const { items, hints } = await embed(['table/table_05.png'], {
		model: OPENVLA,
		options: { classToken: true },
	});
	expect(items[0].json).toMatchObject({ tokens: 64, classToken: false });
	expect(hints).toEqual([expect.stringMatching(/^The model openvla-tabletop has no class token/)]);
});

it('keeps the order of many items, and lets one that is no picture fail alone', async () => {
	const bad = path.join(folder, 'no-picture.png');
	writeFileSync(bad, readFileSync(path.join(fixtures, 'models/clip-shapes/config.json')));
	const files = ['chelsea.png', 'coffee.png', 'astronaut.png'].map(picture);
	files.splice(1, 0, bad);
	const input = await Promise.all(files.map((file) => harness.itemFromFile(file)));
	const parameters = { operation: 'embed', model: SHAPES, tokenPicture: 'none' };
	const node = { onError: 'continueRegularOutput' } as const;
	const { items } = await runImage(harness, input, parameters, node);
	expect(items.map(({ pairedItem }) => pairedItem)).toEqual([0, 1, 2, 3].map((item) => ({ item })));
	expect(items.map(({ json }) => json.tokens)).toEqual([64, undefined, 64, 64]);
	expect(items[1].json.details).toMatchObject({ code: 'NOT_A_PICTURE' });
	expect(items[3].binary!.npy.fileName).toBe('astronaut-tokens.npy');
});

it.each([
	['Number of Tokens', { pool: -1 }, /Number of Tokens.*whole number/],
	['Numbers', { numbers: 'excel' }, /Numbers.*both, file, json/],
	['Picture of the Tokens', { tokenPicture: 'x' }, /Picture of the Tokens.*none, norm, pca/],
	['a model that is not there', { model: modelIn('/nowhere') }, /\/nowhere/],
])('says what is wrong with %s', async (_, parameters, expected) => {
	const { error } = await embed(['chelsea.png'], parameters);
	expect(String(error!.message) + String(error!.description ?? '')).toMatch(expected);
});

it('names the files of a listed model that is not here and may not be downloaded', async () => {
	const { error } = await embed(['chelsea.png'], {
		model: { __rl: true, mode: 'list', value: 'dinov2-small' },
		options: { offline: true },
	});
	expect(String(error!.message) + String(error!.description ?? '')).toMatch(
		/onnx\/model_quantized\.onnx/,
	);
});

it('tells an agent the shape of the tokens of a file that it names, without files', async () => {
	const file = path.join(allowed, 'chelsea.png');
	writeFileSync(file, readFileSync(picture('chelsea.png')));
	const parameters = { inputSource: 'path', filePath: '={{ $json.file }}', pool: 4 };
	const workflow = imageWorkflow({ operation: 'embed', model: SHAPES, ...parameters });
	const [items] = await harness.runAsTool(workflow, 'Image', { file });
	expect(items).toHaveLength(1);
	expect(items[0]).not.toHaveProperty('binary');
	expect(items[0].json).toMatchObject({
		tokens: 4,
		grid: { columns: 2, rows: 2 },
		dimensions: 128,
	});
	expect(items[0].json).not.toHaveProperty('embeddings');
});
