import { readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { INodeExecutionData } from 'n8n-workflow';
import { serve, type Loopback } from '../../helpers/loopback';
import { AUDIO, ROCKET, useFolder } from '../../helpers/media';
import { watchTemporaryFolder } from '../../helpers/temporary';
import { openHarness, runVideo, video, type Harness } from '../../helpers/video';

const folder = useFolder();
const temporary = watchTemporaryFolder();
const canary = path.join(folder, 'secret.mp4');
let harness: Harness;
let server: Loopback;
let url: string;

beforeAll(async () => {
	server = await serve((_, response) => response.end(readFileSync(video('carphone_pristine'))));
	url = `${server.url}/secret.mp4`;
	// A real video: whoever opened it would give frames.
	writeFileSync(canary, readFileSync(video('carphone_pristine')));
	const longAgo = new Date('2001-01-01');
	utimesSync(canary, longAgo, new Date());
	harness = await openHarness();
});
afterAll(async () => {
	await server.close();
	await harness.close();
});

async function itemWith(name: string, content: string | Buffer): Promise<INodeExecutionData> {
	const file = path.join(folder, name);
	writeFileSync(file, content);
	return await harness.itemFromFile(file);
}

const playlist = (target: string) =>
	`#EXTM3U\n#EXT-X-TARGETDURATION:5\n#EXTINF:5,\n${target}\n#EXT-X-ENDLIST\n`;
const script = (target: string) => `ffconcat version 1.0\nfile '${target}'\nduration 5\n`;
const drawing = (target: string) =>
	`<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="64" height="64"><image width="64" height="64" xlink:href="${target}"/></svg>`;

/** As the version of ffmpeg knows such files, or does not. */
const REFUSED = 'REFUSED_FORMAT|NOT_MEDIA|PICTURE';
const ADVICE = /names other files.*give the recording|Check that the file plays|Choose another/;

const BAD: Array<[string, () => Promise<INodeExecutionData>, string, RegExp]> = [
	[
		'sound alone',
		() => harness.itemFromFile(path.join(AUDIO, 'jfk.flac')),
		'NO_VIDEO',
		/holds only sound.*Transcribe node/,
	],
	['a picture', () => harness.itemFromFile(ROCKET), 'PICTURE', /this is a picture/],
	['a text', () => itemWith('note.txt', 'Buy milk.\n'.repeat(200)), 'NOT_MEDIA', /something else/],
	['an empty file', () => itemWith('empty.mp4', ''), 'FILE_EMPTY', /0 bytes/],
	[
		'a header alone',
		() => itemWith('header.mp4', readFileSync(video('bikes')).subarray(0, 2000)),
		'NOT_MEDIA',
		/moov.*Check that the file plays/,
	],
	['an HLS playlist of a file', () => itemWith('list.mp4', playlist(canary)), REFUSED, ADVICE],
	['an HLS playlist of an address', () => itemWith('web.mp4', playlist(url)), REFUSED, ADVICE],
	['a concat script of a file', () => itemWith('script.mp4', script(canary)), REFUSED, ADVICE],
	['a concat script of an address', () => itemWith('remote.mp4', script(url)), REFUSED, ADVICE],
	[
		'an SVG that names a file',
		() => itemWith('a.mp4', drawing(`file://${canary}`)),
		REFUSED,
		ADVICE,
	],
	['an SVG that names an address', () => itemWith('b.mp4', drawing(url)), REFUSED, ADVICE],
];

describe('files that are no video, or name others', () => {
	let output: INodeExecutionData[];
	let accessedMs: number;

	beforeAll(async () => {
		const good = await harness.itemFromFile(video('carphone_pristine'));
		const items = [good];
		for (const [, make] of BAD) items.push(await make());
		items.push(good);
		accessedMs = statSync(canary).atimeMs;
		const node = { onError: 'continueRegularOutput' as const };
		const parameters = { strategy: 'count', count: 1 };
		const result = await runVideo(harness, items, parameters, { node });
		expect(result.error).toBeUndefined();
		output = result.items;
	});

	it.each(BAD.map((row, index) => [...row, index] as const))(
		'%s is told, with what to do',
		(...row) => {
			const [, , code, message, index] = row;
			expect(output[index + 1]).toEqual({
				json: {
					error: expect.stringMatching(message),
					details: expect.objectContaining({
						class: 'media',
						code: expect.stringMatching(new RegExp(`^(${code})$`)),
					}),
				},
				pairedItem: { item: index + 1 },
			});
		},
	);

	it('leave the items around them alone', () => {
		expect(output).toHaveLength(BAD.length + 2);
		expect(output[0].json).toMatchObject({ video: 'carphone_pristine', index: 0 });
		expect(output.at(-1)).toMatchObject({ pairedItem: { item: BAD.length + 1 } });
	});

	it('bring nothing of what they name: no file is opened, no address asked', () => {
		expect(server.seen).toEqual([]);
		expect(statSync(canary).atimeMs).toBe(accessedMs);
	});
});

it('without Continue On Fail the workflow fails, with the sentence and the item', async () => {
	const { status, error } = await runVideo(harness, [await itemWith('empty.mp4', '')]);
	expect(status).toBe('error');
	expect(error!.message).toMatch(/^The file is empty .*\[item 0\]$/);
});

it('an item without a file is told where one can come from', async () => {
	const { error } = await runVideo(harness, [{ json: {} }]);
	expect(error!.message).toMatch(/no file in the binary field "data".*no file at all/);
});

it('no temporary file is left', async () => {
	await harness.close();
	expect(temporary.list()).toEqual([]);
});
