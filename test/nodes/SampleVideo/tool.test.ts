import { copyFileSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { IDataObject } from 'n8n-workflow';
import { useAllowedFolder } from '../../helpers/allowed-folder';
import { serve, type Loopback } from '../../helpers/loopback';
import { openHarness, video, videoWorkflow, type Harness } from '../../helpers/video';

const allowed = useAllowedFolder();
const bikes = path.join(allowed, 'bikes.mp4');
let harness: Harness;
let server: Loopback;
let url: string;

beforeAll(async () => {
	copyFileSync(video('bikes'), bikes);
	harness = await openHarness();
	server = await serve((_, response) => response.end(readFileSync(bikes)));
	url = `${server.url}/bikes.mp4?key=1`;
});
afterAll(async () => {
	await server.close();
	await harness.close();
});

/** What an agent gets that calls the node with these arguments. */
async function call(parameters: IDataObject, given: IDataObject = {}) {
	const workflow = videoWorkflow(parameters);
	const [items, ...others] = await harness.runAsTool(workflow, 'Sample Video', given);
	expect(others).toEqual([]);
	for (const item of items) expect(item).not.toHaveProperty('binary');
	return items.map(({ json }) => json);
}

it('tells an agent the scenes of a file that it names', async () => {
	const scenes = await call(
		{ inputSource: 'path', filePath: '={{ $json.file }}', strategy: 'scenes' },
		{ file: bikes },
	);
	expect(scenes).toHaveLength(6);
	expect(scenes[1]).toMatchObject({ video: 'bikes', scene: { index: 1 } });
});

it('reads a video at an address', async () => {
	const parameters = { inputSource: 'url', url: '={{ $json.url }}', strategy: 'count', count: 3 };
	const frames = await call(parameters, { url });
	expect(frames.map(({ video: name }) => name)).toEqual(['bikes', 'bikes', 'bikes']);
});

it('makes neither a contact sheet nor a sound file that an agent would not see', async () => {
	const options = { contactSheet: true, audioTrack: true };
	const [json, ...others] = await call({
		inputSource: 'path',
		filePath: bikes,
		strategy: 'count',
		count: 3,
		options,
	});
	expect(others).toEqual([]);
	expect(json.frames).toHaveLength(3);
});
