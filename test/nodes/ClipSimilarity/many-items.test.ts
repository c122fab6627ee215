import path from 'node:path';
import type { INodeExecutionData } from 'n8n-workflow';
import { LOT_ITEMS } from '../../../lib/limits';
import { clipWorkflow, openHarness, runClip, shape, type Harness } from '../../helpers/clip';
import { isLinux, makeMedia, useFolder } from '../../helpers/media';
import { areIdle, enginesOn, waitFor } from '../../helpers/processes';
import { watchTemporaryFolder } from '../../helpers/temporary';

const MiB = 1024 * 1024;
const COUNT = 1000;
const folder = useFolder();
const temporary = watchTemporaryFolder();
let harness: Harness;
let items: INodeExecutionData[];

beforeAll(async () => {
	harness = await openHarness();
	// About 1 MB each, as files are; all together far more than this process may grow.
	const large = path.join(folder, 'large.bmp');
	const noise = path.join(folder, 'large.tiff');
	await makeMedia(large, '-i', shape('red-heart'), '-vf', 'scale=600:600:flags=neighbor');
	await makeMedia(noise, '-i', large, '-compression_algo', 'raw');
	const item = await harness.itemFromFile(noise);
	items = Array.from({ length: COUNT }, (_, n) => ({ ...item, json: { n } }));
});
afterAll(async () => await harness.close());

it('takes 1,000 pictures in one run, and this process stays as large as it was', async () => {
	const parameters = { labels: 'red\ngreen\nblue', options: { includeInputFields: true } };
	await runClip(harness, items.slice(0, 2 * LOT_ITEMS), parameters);
	global.gc?.();
	const before = process.memoryUsage();
	let largest = 0;
	const watch = setInterval(() => {
		const { external, arrayBuffers } = process.memoryUsage();
		largest = Math.max(largest, external + arrayBuffers - before.external - before.arrayBuffers);
	}, 20);
	const { error, outputs } = await runClip(harness, items, parameters);
	clearInterval(watch);
	const grownBytes = process.memoryUsage().rss - before.rss;
	process.stdout.write(
		`1,000 pictures: buffers at most ${(largest / MiB).toFixed(0)} MB more, in the end ${(grownBytes / MiB).toFixed(0)} MB\n`,
	);
	expect(error).toBeUndefined();
	expect(outputs[0].map(({ json }) => json.n)).toEqual([...items.keys()]);
	expect(outputs[0].every(({ json }) => json.label === 'red')).toBe(true);
	expect(largest).toBeLessThan(150 * MiB);
	expect(grownBytes).toBeLessThan(300 * MiB);
	expect(temporary.inputs()).toEqual([]);
});

(isLinux ? it : it.skip)(
	'ends at once when stopped in the middle, and leaves nothing',
	async () => {
		const node = { onError: 'continueRegularOutput' as const };
		const parameters = { labels: 'red\ngreen', options: { device: 'wasm' } };
		const execution = harness.start(clipWorkflow(parameters, { node }), { items });
		await waitFor(() => (temporary.inputs().length > LOT_ITEMS ? true : undefined));
		await waitFor(() => enginesOn('wasm')[0]);
		execution.cancel();
		const { status, lastItems } = await execution.result;
		expect(status).toBe('canceled');
		expect(lastItems).toEqual([]);
		await waitFor(() => (temporary.inputs().length === 0 ? true : undefined));
		while (!(await areIdle('wasm')));
		const { outputs } = await runClip(harness, items.slice(0, 3), { labels: 'red\ngreen' });
		expect(outputs[0].map(({ json }) => json.label)).toEqual(['red', 'red', 'red']);
	},
);
