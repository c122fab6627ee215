import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { INodeExecutionData, ITaskData } from 'n8n-workflow';
import { makeMedia, ROCKET, useFolder } from '../../helpers/media';
import { watchTemporaryFolder } from '../../helpers/temporary';
import { openHarness, recording, runTranscribe, type Harness } from '../../helpers/transcribe';

const HEADER_BYTES = 44;
const folder = useFolder();
const temporary = watchTemporaryFolder();
const quilter = readFileSync(recording('quilter.wav'));
let harness: Harness;

beforeAll(async () => (harness = await openHarness()));
afterAll(async () => await harness.close());

async function itemWith(name: string, content: string | Buffer): Promise<INodeExecutionData> {
	const file = path.join(folder, name);
	writeFileSync(file, content);
	return await harness.itemFromFile(file);
}

async function silentVideo(): Promise<INodeExecutionData> {
	const picture = ['-f', 'lavfi', '-i', 'color=red:s=64x48:d=1', '-c:v', 'mpeg4'];
	return await harness.itemFromFile(await makeMedia(path.join(folder, 'silent.mp4'), ...picture));
}

/** The same "random" bytes in every run. */
function noise(bytes: number): Buffer {
	const block = (_: unknown, index: number) => createHash('sha512').update(`${index}`).digest();
	return Buffer.concat(Array.from({ length: bytes / 64 }, block));
}

function announcing(bytes: number): Buffer {
	const lying = Buffer.from(quilter);
	lying.writeUInt32LE(bytes, HEADER_BYTES - 4);
	return lying;
}

const BAD: Array<[string, () => Promise<INodeExecutionData>, string, RegExp]> = [
	['an empty WAV', () => itemWith('empty.wav', ''), 'FILE_EMPTY', /0 bytes.*Check the step/],
	['a file of no length', () => itemWith('nothing', ''), 'FILE_EMPTY', /0 bytes.*Check the step/],
	[
		'a WAV header alone',
		() => itemWith('header.wav', quilter.subarray(0, HEADER_BYTES)),
		'NO_SAMPLES',
		/no sound.*check that it plays/,
	],
	[
		'random bytes called WAV',
		() => itemWith('random.wav', noise(64_000)),
		'NOT_MEDIA',
		/sound or video file is expected.*Check that the file plays/,
	],
	[
		'random bytes behind a WAV header',
		() => itemWith('tag.wav', Buffer.concat([quilter.subarray(0, 12), noise(64_000)])),
		'NOT_MEDIA',
		/sound or video file is expected.*Check that the file plays/,
	],
	['a picture', () => harness.itemFromFile(ROCKET), 'PICTURE', /a picture.*Choose another file/],
	[
		'a text file',
		() => itemWith('note.txt', 'Buy milk.\n'.repeat(200)),
		'NOT_MEDIA',
		/something else.*Check that the file plays/,
	],
	['a video without sound', silentVideo, 'NO_AUDIO', /no sound.*Choose a file with a sound track/],
];

describe('bad recordings', () => {
	const good = { text: expect.stringMatching(/folder again/) };
	let output: INodeExecutionData[];

	beforeAll(async () => {
		const hotwords = await harness.itemFromFile(recording('hotwords.mp3'));
		const items = [hotwords];
		for (const [, make] of BAD) items.push(await make());
		items.push(hotwords);
		const node = { onError: 'continueRegularOutput' as const };
		const { outputs, error } = await runTranscribe(harness, items, {}, { node });
		expect(error).toBeUndefined();
		output = outputs[0];
	});

	it.each(BAD.map((row, index) => [...row, index] as const))(
		'%s is told, with what to do',
		(...row) => {
			const [, , code, message, index] = row;
			expect(output[index + 1]).toEqual({
				json: {
					error: expect.stringMatching(message),
					details: expect.objectContaining({ code, class: 'media' }),
				},
				pairedItem: { item: index + 1 },
			});
		},
	);

	it('leave the items around them alone', () => {
		expect(output).toHaveLength(BAD.length + 2);
		expect(output[0].json).toMatchObject(good);
		expect(output.at(-1)).toMatchObject({ json: good, pairedItem: { item: BAD.length + 1 } });
	});

	it('without Continue On Fail: the workflow fails, with the sentence and the item', async () => {
		const { status, error } = await runTranscribe(harness, [await itemWith('empty.wav', '')]);
		expect(status).toBe('error');
		expect(error!.message).toMatch(/^The file is empty .*\[item 0\]$/);
		expect(error!.context.itemIndex).toBe(0);
	});
});

describe('a WAV whose header lies about its length', () => {
	const soundBytes = quilter.length - HEADER_BYTES;
	it.each([
		['more than there is', announcing(soundBytes * 3), /The file ends early: its header announces/],
		['less than there is', announcing(soundBytes / 4), /announces less sound than the file holds/],
		['nothing', announcing(0), undefined],
	])('%s: what is there is transcribed, and a hint says so', async (_, content, hint) => {
		const { outputs, runData } = await runTranscribe(harness, [await itemWith('l.wav', content)]);
		expect(outputs[0][0].json.text).toMatch(/apostle of the middle classes.*his gospel/);
		expect(outputs[0][0].json.duration).toBeCloseTo(soundBytes / 32_000, 2);
		expect(hintsOf(runData.Transcribe)).toEqual(hint ? [expect.stringMatching(hint)] : []);
	});

	const hintsOf = ([{ hints = [] }]: ITaskData[]) => hints.map(({ message }) => message);
});

it('no temporary file is left', async () => {
	await harness.close();
	expect(temporary.list()).toEqual([]);
});
