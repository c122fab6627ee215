import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { childrenNamed, isLinux, isRunning, makeMedia, useFolder } from '../../helpers/media';
import { areIdle, enginesOn, waitFor } from '../../helpers/processes';
import { watchTemporaryFolder } from '../../helpers/temporary';
import { openHarness, runVideo, video, videoWorkflow, type Harness } from '../../helpers/video';

/** The promise to the user. */
const QUIET_WITHIN_MS = 2000;
const folder = useFolder();
const temporary = watchTemporaryFolder();
let harness: Harness;
let long: INodeExecutionData;

beforeAll(async () => {
	harness = await openHarness();
	const file = path.join(folder, 'twenty-minutes.mp4');
	await makeMedia(file, '-stream_loop', '120', '-i', video('bikes'), '-c', 'copy');
	long = await harness.itemFromFile(file);
});
afterAll(async () => await harness.close());

const start = (parameters: IDataObject) => {
	const node = { onError: 'continueRegularOutput' as const };
	return harness.start(videoWorkflow(parameters, { node }), { items: [long, long] });
};

const ffmpegs = () => [
	...childrenNamed('ffmpeg'),
	...enginesOn('none').flatMap(({ pid }) => childrenNamed('ffmpeg', pid)),
];

(isLinux ? describe : describe.skip)('the stop button', () => {
	it.each<[string, IDataObject]>([
		['while scenes are looked for', { strategy: 'scenes' }],
		[
			'while pictures are made',
			{ strategy: 'interval', interval: 0.2, options: { format: 'png' } },
		],
	])('ends a long video %s, quietly, and the next run works', async (_, parameters) => {
		const execution = start(parameters);
		const running = await waitFor(() => (ffmpegs().length > 0 ? ffmpegs() : undefined));
		await sleep(300);
		const seen = [...running, ...ffmpegs()];
		const stoppedMs = Date.now();
		execution.cancel();
		const { status, lastItems } = await execution.result;
		while (!(await areIdle('none')) || seen.some(isRunning) || ffmpegs().length > 0) {
			if (Date.now() - stoppedMs > 10 * QUIET_WITHIN_MS) break;
		}
		expect(Date.now() - stoppedMs).toBeLessThan(QUIET_WITHIN_MS);
		expect(status).toBe('canceled');
		expect(lastItems).toEqual([]);
		const short = await harness.itemFromFile(video('carphone_pristine'));
		const { items } = await runVideo(harness, [short], { strategy: 'count', count: 2 });
		expect(items).toHaveLength(2);
	});

	it('leaves no files behind', async () => {
		await harness.close();
		expect(temporary.list()).toEqual([]);
	});
});
