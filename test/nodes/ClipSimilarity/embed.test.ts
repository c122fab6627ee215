import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { openHarness, runClip, shape, type Harness } from '../../helpers/clip';

interface Golden {
	images: Array<{ file: string; embedding: number[] }>;
	texts: Array<{ text: string; embedding: number[] }>;
}
const golden = JSON.parse(
	readFileSync(path.join(__dirname, '../../fixtures/golden/clip-shapes.json'), 'utf8'),
) as Golden;
let harness: Harness;

beforeAll(async () => (harness = await openHarness()));
afterAll(async () => await harness.close());

async function embed(items: INodeExecutionData[], parameters: IDataObject = {}) {
	const all = { operation: 'embed', ...parameters };
	const { error, outputs } = await runClip(harness, items, all);
	expect(error).toBeUndefined();
	return outputs[0].map(({ json }) => json);
}
const dot = (a: number[], b: number[]) => a.reduce((sum, value, n) => sum + value * b[n], 0);
const lengthOf = (vector: number[]) => Math.sqrt(dot(vector, vector));

it('gives the numbers of each picture as the reference does, at length 1', async () => {
	const { file, embedding } = golden.images[0];
	const item = await harness.itemFromFile(shape(path.parse(file).name));
	const [json] = await embed([item], { options: { dtype: 'fp32' } });
	const found = json.embedding as number[];
	expect(json.dimensions).toBe(embedding.length);
	expect(found).toHaveLength(embedding.length);
	expect(lengthOf(found)).toBeCloseTo(1, 6);
	expect(dot(found, embedding) / lengthOf(embedding)).toBeGreaterThan(0.9999);
	expect(json).toMatchObject({ engine: 'local', model: 'clip-shapes' });
});

it('embeds texts, without any picture', async () => {
	const items = golden.texts.map(({ text }) => ({ json: { text } }));
	const parameters = { contentType: 'text', text: '={{ $json.text }}', options: { dtype: 'fp32' } };
	const json = await embed(items, parameters);
	for (const [place, { embedding }] of golden.texts.entries()) {
		const found = json[place].embedding as number[];
		expect(dot(found, embedding) / lengthOf(embedding)).toBeGreaterThan(0.9999);
	}
});

it('writes the same numbers in base64, little-endian', async () => {
	const item = await harness.itemFromFile(shape('red-heart'));
	const [numbers] = await embed([item]);
	const [packed] = await embed([item], { options: { encoding: 'base64' } });
	const bytes = Buffer.from(packed.embedding as string, 'base64');
	const floats = Array.from({ length: bytes.length / 4 }, (_, n) => bytes.readFloatLE(4 * n));
	expect((numbers.embedding as number[]).map(Math.fround)).toEqual(floats);
	expect(packed.dimensions).toBe(numbers.dimensions);
});

it('counts a picture that comes twice once', async () => {
	const item = await harness.itemFromFile(shape('pink-star'));
	const json = await embed([item, item]);
	expect(json[0].embedding).toEqual(json[1].embedding);
	const counts = json.map(({ usage }) => (usage as IDataObject).embeddedImages as number);
	expect(counts.reduce((a, b) => a + b)).toBe(1);
});

it('says when a text was cut', async () => {
	const parameters = { operation: 'embed', contentType: 'text', text: 'red '.repeat(200) };
	const { hints } = await runClip(harness, [{ json: {} }, { json: {} }], parameters);
	expect(hints).toHaveLength(1);
	expect(hints[0]).toMatch(/cut|long/);
});

it('refuses another encoding', async () => {
	const parameters = { operation: 'embed', options: { encoding: 'npy' } };
	const { error } = await runClip(harness, [{ json: {} }], parameters);
	expect(error?.message).toMatch(/"Encoding" must be one of json, base64/);
});
