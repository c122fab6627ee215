import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { areIdle, enginesOn, waitFor } from '../../helpers/processes';
import { watchTemporaryFolder } from '../../helpers/temporary';
import {
	openHarness,
	recording,
	runTranscribe,
	transcribeWorkflow,
	type Harness,
} from '../../helpers/transcribe';
import { childrenNamed, isLinux, isRunning, makeMedia, useFolder } from '../../helpers/media';

/** The issue's own promise. */
const QUIET_WITHIN_MS = 2000;
const TEN_MINUTES = 600;
const folder = useFolder();
const temporary = watchTemporaryFolder();
let harness: Harness;
let tenMinutes: INodeExecutionData;

beforeAll(async () => {
	harness = await openHarness();
	const long = ['-stream_loop', '-1', '-i', recording('long.flac'), '-t', String(TEN_MINUTES)];
	const file = await makeMedia(path.join(folder, 'ten-minutes.flac'), ...long);
	tenMinutes = await harness.itemFromFile(file);
});
afterAll(async () => await harness.close());

const start = (options: IDataObject = {}) => {
	const node = { onError: 'continueRegularOutput' as const };
	return harness.start(transcribeWorkflow({ options }, { node }), {
		items: [tenMinutes, tenMinutes],
	});
};

/** Stops a run and waits for quiet; gives how long that took. */
async function stop(execution: ReturnType<typeof start>, device: string): Promise<number> {
	const ffmpegs = enginesOn(device).flatMap(({ pid }) => childrenNamed('ffmpeg', pid));
	const stoppedMs = Date.now();
	execution.cancel();
	const { status, lastItems } = await execution.result;
	while (!(await areIdle(device)) || ffmpegs.some(isRunning)) {
		if (Date.now() - stoppedMs > 10 * QUIET_WITHIN_MS) break;
	}
	const quietMs = Date.now() - stoppedMs;
	expect(status).toBe('canceled');
	expect(lastItems).toEqual([]);
	return quietMs;
}

(isLinux ? describe : describe.skip)('the stop button', () => {
	it.each([
		['while sound is read', 300],
		['while words are decoded', 3000],
	])('ends a long recording %s, quietly, and the next run works', async (_, afterMs) => {
		const execution = start();
		await waitFor(() => enginesOn('auto').find(({ pid }) => childrenNamed('ffmpeg', pid).length));
		await sleep(afterMs);
		expect(await stop(execution, 'auto')).toBeLessThan(QUIET_WITHIN_MS);
		const jfk = await harness.itemFromFile(recording('jfk.flac'));
		const { outputs } = await runTranscribe(harness, [jfk]);
		expect(outputs[0][0].json.text).toMatch(/ask not what your country/i);
	});

	it('ends a model that is still being loaded into WebAssembly', async () => {
		const execution = start({ device: 'wasm' });
		await waitFor(() => enginesOn('wasm')[0]);
		await sleep(1500);
		expect(await stop(execution, 'wasm')).toBeLessThan(QUIET_WITHIN_MS);
	});

	it('leaves no files behind', async () => {
		await harness.close();
		expect(temporary.list()).toEqual([]);
	});
});
