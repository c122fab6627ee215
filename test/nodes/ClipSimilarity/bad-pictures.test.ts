import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { INodeExecutionData } from 'n8n-workflow';
import { openHarness, runClip, shape, type Harness } from '../../helpers/clip';
import { makeMedia, useFolder } from '../../helpers/media';
import { watchTemporaryFolder } from '../../helpers/temporary';

const folder = useFolder();
const temporary = watchTemporaryFolder();
const labels = 'red\ngreen\nblue';
let harness: Harness;
let heart: INodeExecutionData;

beforeAll(async () => {
	harness = await openHarness();
	heart = await harness.itemFromFile(shape('red-heart'));
});
afterAll(async () => await harness.close());

/** An item with a file of these contents. */
async function itemOf(name: string, contents: string | Buffer): Promise<INodeExecutionData> {
	const file = path.join(folder, name);
	writeFileSync(file, contents);
	return await harness.itemFromFile(file);
}

describe('one bad picture among 100', () => {
	let items: INodeExecutionData[];
	beforeAll(async () => {
		items = Array<INodeExecutionData>(100).fill(heart);
		items[70] = await itemOf('broken.png', 'this is no picture');
	});

	it('is an error item with Continue On Fail, and no other item notices', async () => {
		const node = { onError: 'continueRegularOutput' as const };
		const { error, outputs } = await runClip(harness, items, { labels }, { node });
		expect(error).toBeUndefined();
		expect(outputs[0].map(({ pairedItem }) => pairedItem)).toEqual(
			[...items.keys()].map((item) => ({ item })),
		);
		const failed = outputs[0].filter(({ json }) => json.error !== undefined);
		expect(failed).toEqual([outputs[0][70]]);
		expect(Object.keys(failed[0].json).sort()).toEqual(['details', 'error']);
		expect(failed[0].json.details).toMatchObject({ class: 'media' });
		expect(outputs[0].filter(({ json }) => json.label === 'red')).toHaveLength(99);
	});

	it('goes to the error output where there is one', async () => {
		const node = { onError: 'continueErrorOutput' as const };
		const { outputs } = await runClip(harness, items, { labels }, { node });
		expect(outputs.map(({ length }) => length)).toEqual([99, 1]);
		expect(outputs[1][0].json).toMatchObject({ fileName: 'broken.png', details: {} });
	});

	it('otherwise fails the node and names the item; no file stays behind', async () => {
		const { error, outputs } = await runClip(harness, items, { labels });
		expect(error).toMatchObject({ context: { itemIndex: 70 } });
		expect(outputs).toEqual([]);
		expect(temporary.inputs()).toEqual([]);
	});
});

it('names the files that are there where the field is missing', async () => {
	const node = { onError: 'continueRegularOutput' as const };
	const photo = { json: {}, binary: { photo: heart.binary!.data } };
	const { outputs } = await runClip(harness, [photo, heart], { labels }, { node });
	expect(outputs[0][0].json).toMatchObject({
		error: expect.stringMatching(/"data".*It has files in: photo/),
		details: { code: 'MISSING_BINARY' },
	});
	expect(outputs[0][1].json.label).toBe('red');
});

it('takes the first frame of an animated GIF', async () => {
	const file = path.join(folder, 'animated.gif');
	const first = ['-loop', '1', '-t', '1', '-i', shape('red-heart')];
	const second = ['-loop', '1', '-t', '1', '-i', shape('green-star')];
	await makeMedia(file, ...first, ...second, '-filter_complex', 'concat=n=2');
	const { error, outputs } = await runClip(harness, [await harness.itemFromFile(file)], { labels });
	expect(error).toBeUndefined();
	expect(outputs[0][0].json.label).toBe('red');
});

it.each([
	[
		'drawing.svg',
		'<svg xmlns="http://www.w3.org/2000/svg"><rect width="9" height="9"/></svg>',
		/SVG/,
	],
	['letter.pdf', '%PDF-1.7\n1 0 obj\n<<>>\nendobj\n', /PDF/],
	['empty.png', '', /empty|no picture|not a picture/i],
])('refuses %s and says what it is', async (name, contents, message) => {
	const { error } = await runClip(harness, [await itemOf(name, contents)], { labels });
	expect(error?.message).toMatch(message);
	expect(error?.message).toMatch(/\[item 0\]$/);
});
