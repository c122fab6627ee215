import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { INodeExecutionData } from 'n8n-workflow';
import { enginesOn, waitFor } from '../../helpers/processes';
import { watchTemporaryFolder } from '../../helpers/temporary';
import { openHarness, recording, transcribeWorkflow, type Harness } from '../../helpers/transcribe';
import { childrenNamed, isLinux } from '../../helpers/media';

const SENTENCE = /ask not what your country can do for you/i;
const TURBULENCE = /fasten your seat belts.*vanish.*fasten your seat belts/i;
const node = { onError: 'continueRegularOutput' as const };
const temporary = watchTemporaryFolder();
let harness: Harness;
let five: INodeExecutionData[];

beforeAll(async () => {
	harness = await openHarness();
	const jfk = await harness.itemFromFile(recording('jfk.flac'));
	five = [jfk, jfk, await harness.itemFromFile(recording('long.flac')), jfk, jfk];
});
afterAll(async () => await harness.close());

/** Kills the engine in the middle of the long recording; gives the pid it had. */
async function killOverLongRecording(notPid?: number): Promise<number> {
	const pid = await waitFor(() => {
		const [engine] = enginesOn('auto').filter(({ pid }) => pid !== notPid);
		const isAtWork =
			engine && holdsLongRecording() && childrenNamed('ffmpeg', engine.pid).length > 0;
		return isAtWork ? engine.pid : undefined;
	});
	await sleep(400);
	expect(holdsLongRecording()).toBe(true);
	process.kill(pid, 'SIGKILL');
	return pid;
}

/** Each item has its folder while it is worked on, with the recording in it. */
function holdsLongRecording(): boolean {
	const size = statSync(recording('long.flac')).size;
	return temporary
		.list()
		.filter((name) => name.startsWith('n8n-multimodal-'))
		.flatMap((name) => filesIn(path.join(temporary.folder, name)))
		.some((file) => statSync(file, { throwIfNoEntry: false })?.size === size);
}

function filesIn(folder: string): string[] {
	try {
		return readdirSync(folder).map((name) => path.join(folder, name));
	} catch {
		return [];
	}
}

(isLinux ? describe : describe.skip)(
	'an engine killed in the middle of the third of five items',
	() => {
		it('is replaced, and no item notices', async () => {
			const { result } = harness.start(transcribeWorkflow({}, { node }), { items: five });
			const killed = await killOverLongRecording();
			const { error, lastItems } = await result;
			expect(error).toBeUndefined();
			expect(lastItems.map(({ json }) => json.text)).toEqual(
				[SENTENCE, SENTENCE, TURBULENCE, SENTENCE, SENTENCE].map((text) =>
					expect.stringMatching(text),
				),
			);
			expect(lastItems.map(({ pairedItem }) => pairedItem)).toEqual(
				[0, 1, 2, 3, 4].map((item) => ({ item })),
			);
			expect(enginesOn('auto').map(({ pid }) => pid)).not.toContain(killed);
		});

		it('and killed again over it: an error item, and no other is lost', async () => {
			const { result } = harness.start(transcribeWorkflow({}, { node }), { items: five });
			await killOverLongRecording(await killOverLongRecording());
			const { error, lastItems } = await result;
			expect(error).toBeUndefined();
			expect(lastItems[2].json).toEqual({
				error: expect.stringMatching(/ended in the middle.*SIGKILL.*too little memory/),
				details: expect.objectContaining({ code: 'ENGINE_DIED', class: 'engine' }),
			});
			lastItems.splice(2, 1);
			expect(lastItems.map(({ json }) => json.text)).toEqual(
				Array(4).fill(expect.stringMatching(SENTENCE)),
			);
			expect(lastItems.map(({ pairedItem }) => pairedItem)).toEqual(
				[0, 1, 3, 4].map((item) => ({ item })),
			);
		});

		it('leaves no files behind', async () => {
			await harness.close();
			expect(temporary.list()).toEqual([]);
		});
	},
);
