import { copyFileSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { IDataObject } from 'n8n-workflow';
import { useAllowedFolder } from '../../helpers/allowed-folder';
import { serve, type Loopback } from '../../helpers/loopback';
import { clipWorkflow, openHarness, shape, type Harness } from '../../helpers/clip';

const allowed = useAllowedFolder();
const heart = path.join(allowed, 'red-heart.png');
let harness: Harness;
let server: Loopback;
let url: string;

beforeAll(async () => {
	copyFileSync(shape('red-heart'), heart);
	harness = await openHarness();
	server = await serve((_, response) => response.end(readFileSync(shape('green-star'))));
	url = `${server.url}/star.png`;
});
afterAll(async () => {
	await server.close();
	await harness.close();
});

/** What an agent gets that calls the node with these arguments. */
async function call(parameters: IDataObject, given: IDataObject = {}) {
	const workflow = clipWorkflow(parameters);
	const [items, ...others] = await harness.runAsTool(workflow, 'CLIP Similarity', given);
	expect(others).toEqual([]);
	expect(items).toHaveLength(1);
	expect(items[0]).not.toHaveProperty('binary');
	return items[0].json;
}

it('tells an agent what a picture at an address shows', async () => {
	const parameters = { inputSource: 'url', url: '={{ $json.url }}', labels: 'red\ngreen' };
	expect(await call(parameters, { url })).toMatchObject({ url, label: 'green' });
});

it('reads a file that the agent names', async () => {
	const parameters = { inputSource: 'path', filePath: '={{ $json.file }}', labels: 'red\ngreen' };
	expect(await call(parameters, { file: heart })).toMatchObject({ label: 'red' });
});

it('has one output, though it is told to have more', async () => {
	const parameters = {
		inputSource: 'path',
		filePath: heart,
		labels: 'green\nred',
		splitByLabel: true,
	};
	expect(await call(parameters)).toMatchObject({ label: 'red' });
});

it('compares pictures at addresses', async () => {
	const json = await call({
		operation: 'compare',
		inputSource: 'url',
		url,
		compareWith: 'image',
		referenceSource: 'path',
		referenceFilePath: heart,
	});
	expect(json.similarity).toBeLessThan(0.99);
});

it('embeds words', async () => {
	const json = await call(
		{ operation: 'embed', contentType: 'text', text: '={{ $json.query }}' },
		{ query: 'a red heart' },
	);
	expect(json.dimensions).toBe((json.embedding as number[]).length);
});
