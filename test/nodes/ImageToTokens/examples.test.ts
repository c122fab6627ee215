import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { IDataObject, INode } from 'n8n-workflow';
import sharp from 'sharp';
import { openHarness, picture, type Harness } from '../../helpers/image-to-tokens';

const folder = path.join(__dirname, '../../../examples');
const read = (file: string): { nodes: INode[] } =>
	JSON.parse(readFileSync(path.join(folder, file), 'utf8'));
let harness: Harness;

beforeAll(async () => (harness = await openHarness()));
afterAll(async () => await harness.close());

async function run(file: string) {
	const items = [await harness.itemFromFile(picture('clip_diagram.png'))];
	const { error, lastItems } = await harness.run(read(file), { items, startNode: 'Input' });
	expect(error).toBeUndefined();
	return lastItems;
}

it('image-count: five models, and their tokens', async () => {
	const [{ json }, ...others] = await run('image-count.json');
	expect(others).toEqual([]);
	const models = json.models as IDataObject[];
	expect(models.map(({ model, tokens }) => [model, tokens])).toEqual([
		['claude-opus-4-8', 78 * 28],
		['gpt-5.6-sol', Math.ceil(68 * 24 * 1.2)],
		['gemini-3.8-flash', 1120],
		['qwen3-vl', 68 * 24],
		['internvl3', 3328],
	]);
	expect(json).toMatchObject({ tokens: 2184, cost: 0.01092, method: 'formula' });
});

it('image-prepare: a smaller file that looks the same', async () => {
	const [{ json, binary }, ...others] = await run('image-prepare.json');
	expect(others).toEqual([]);
	expect(json.bytes).toBeLessThan(json.originalBytes as number);
	expect(json).not.toHaveProperty('message');
	const { width, height } = await sharp(await harness.readBinary(binary!.data)).metadata();
	expect({ width, height }).toEqual({ width: 2162, height: 762 });
});

it.each(['image-count.json', 'image-prepare.json'])('%s explains itself', (name) => {
	const note = read(name).nodes.find(({ type }) => type === 'n8n-nodes-base.stickyNote')!;
	expect(String(note.parameters.content)).toMatch(/\*\*Change this:\*\*/);
});
