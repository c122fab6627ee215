import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { IDataObject, INode } from 'n8n-workflow';
import { shapesModel } from '../../helpers/clip';
import { openHarness, video, type Harness } from '../../helpers/video';

interface StoredWorkflow {
	id: string;
	nodes: INode[];
}

const folder = path.join(__dirname, '../../../examples');
const read = (file: string): StoredWorkflow =>
	JSON.parse(readFileSync(path.join(folder, file), 'utf8'));
const names = readdirSync(folder).filter((file) => file.startsWith('video-'));
let harness: Harness;

beforeAll(async () => (harness = await openHarness()));
afterAll(async () => await harness.close());

/** The last node's items of an example over a video. */
async function run(file: string, { field = 'data', startNode = 'Input' } = {}) {
	const workflow = read(file);
	for (const { type, parameters } of workflow.nodes) {
		if (type.endsWith('.clipSimilarity')) parameters.model = shapesModel;
	}
	const items = [await harness.itemFromFile(video('bikes'), field)];
	const { error, lastItems } = await harness.run(workflow, { items, startNode });
	expect(error).toBeUndefined();
	return lastItems;
}

describe('the example workflows', () => {
	it('video-frames: a picture every second', async () => {
		const items = await run('video-frames.json');
		expect(items.map(({ json }) => json.timestamp)).toEqual([...Array(10).keys()]);
	});

	it('video-scenes-sheet: six scenes on one picture', async () => {
		const [{ json, binary }, ...others] = await run('video-scenes-sheet.json');
		expect(others).toEqual([]);
		expect(json.frames).toHaveLength(6);
		expect(binary!.data.mimeType).toBe('image/jpeg');
	});

	it('video-frames-search: pictures by their rank, each with its time', async () => {
		const items = await run('video-frames-search.json');
		expect(items.map(({ json }) => json.rank)).toEqual([1, 2, 3, 4, 5]);
		for (const { json } of items) expect(json.timecode).toMatch(/^00:00:0\d\.000$/);
		expect(Object.keys(items[0].binary!)).toEqual(['data', 'contactSheet']);
	});

	it('video-webhook: a form field named file in, one picture out', async () => {
		const where = { field: 'file', startNode: 'Webhook' };
		const [{ json, binary }, ...others] = await run('video-webhook.json', where);
		expect(others).toEqual([]);
		expect((json.frames as IDataObject[]).length).toBeGreaterThan(4);
		expect(Object.keys(binary!)).toEqual(['data']);
	});

	it.each(names)('%s explains itself, and has ids of its own', (name) => {
		const { id, nodes } = read(name);
		const note = nodes.find(({ type }) => type === 'n8n-nodes-base.stickyNote')!;
		expect(String(note.parameters.content)).toMatch(/\*\*Change this:\*\*/);
		const ids = readdirSync(folder)
			.filter((file) => file.endsWith('.json'))
			.map((file) => read(file))
			.flatMap((workflow) => [workflow.id, ...workflow.nodes.map((node) => node.id)]);
		for (const own of [id, ...nodes.map((node) => node.id)]) {
			expect(ids.filter((other) => other === own)).toHaveLength(1);
		}
	});
});
