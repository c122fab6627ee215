import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { IDataObject } from 'n8n-workflow';
import { makeMedia, useFolder } from '../../helpers/media';
import { openHarness, runVideo, video, type Harness } from '../../helpers/video';

const folder = useFolder();
let harness: Harness;

beforeAll(async () => (harness = await openHarness()));
afterAll(async () => await harness.close());

async function sampled(name: string, parameters: IDataObject) {
	const item = await harness.itemFromFile(video(name));
	const result = await runVideo(harness, [item], { strategy: 'count', count: 9, ...parameters });
	expect(result.error).toBeUndefined();
	return result;
}

describe('a contact sheet', () => {
	const sheetWith = async (options: IDataObject) =>
		await sampled('bikes', { options: { contactSheet: true, format: 'png', ...options } });
	const tokensOf = ({ items }: Awaited<ReturnType<typeof sheetWith>>) =>
		items[0].json.tokens as number;

	it('is one item with one picture, and what is to be said of each frame', async () => {
		const { items, hints } = await sheetWith({});
		expect(hints).toEqual([]);
		expect(items).toHaveLength(1);
		const { json, binary } = items[0];
		expect(json).toMatchObject({ video: 'bikes', duration: 10, engine: 'local' });
		expect(json.tokens).toBeGreaterThan(0);
		const frames = json.frames as IDataObject[];
		expect(frames).toHaveLength(9);
		expect(frames[1]).toEqual({
			index: 1,
			timestamp: expect.closeTo(1.64, 1),
			timecode: expect.stringMatching(/^00:00:01\.\d{3}$/),
			sourceFrames: expect.any(Number),
		});
		expect(binary!.data).toMatchObject({
			fileName: 'bikes-contact-sheet.png',
			mimeType: 'image/png',
		});
		const bytes = await harness.readBinary(binary!.data);
		expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([json.width, json.height]);
	});

	it('is a JPEG unless told otherwise', async () => {
		const { items } = await sheetWith({ format: '' });
		expect(items[0].binary!.data).toMatchObject({ mimeType: 'image/jpeg', fileExtension: 'jpg' });
		const bytes = await harness.readBinary(items[0].binary!.data);
		expect(bytes.readUInt16BE(0)).toBe(0xffd8);
	});

	it('has columns and pictures as wide as asked for', async () => {
		const { items } = await sheetWith({ columns: 9, tileWidth: 100 });
		expect(items[0].json.width).toBeGreaterThan(900);
		expect(items[0].json.width).toBeLessThan(950);
	});

	it('is no wider than Max Width, and says so', async () => {
		const { items, hints } = await sheetWith({ maxWidth: 400 });
		expect(items[0].json.width).toBeLessThanOrEqual(400);
		expect(hints).toEqual([
			expect.stringMatching(/^"bikes": .*within a width of 400 pixels: pictures \d+/),
		]);
	});

	it('stays within a budget by smaller pictures, then by fewer', async () => {
		const whole = tokensOf(await sheetWith({}));
		const smaller = await sheetWith({ maxTokens: Math.floor(whole / 2) });
		expect(tokensOf(smaller)).toBeLessThanOrEqual(whole / 2);
		expect(smaller.items[0].json.frames).toHaveLength(9);
		const fewer = await sheetWith({ maxTokens: 40 });
		expect(tokensOf(fewer)).toBeLessThanOrEqual(40);
		const frames = fewer.items[0].json.frames as Array<{ sourceFrames: number }>;
		expect(frames.length).toBeLessThan(9);
		expect(frames.reduce((sum, { sourceFrames }) => sum + sourceFrames, 0)).toBe(250);
		expect(fewer.hints).toEqual([expect.stringMatching(/within 40 tokens.*instead of 9, pict/)]);
	});
});

describe('the audio track', () => {
	const transcribe = {
		name: 'Transcribe',
		type: 'n8n-nodes-multimodal.transcribe',
		parameters: {
			binaryPropertyName: 'audio',
			model: { __rl: true, mode: 'list', value: 'whisper-tiny.en' },
		},
	};

	it('goes with the first picture, and Transcribe takes it from there', async () => {
		const spoken = path.join(folder, 'spoken.mp4');
		await makeMedia(
			spoken,
			...['-i', video('bikes'), '-i', path.join(__dirname, '../../fixtures/audio/hotwords.mp3')],
			...['-map', '0:v', '-map', '1:a', '-c:v', 'copy', '-c:a', 'aac'],
		);
		const parameters = { strategy: 'count', count: 1, options: { audioTrack: true } };
		const { items, itemsOf, error } = await runVideo(
			harness,
			[await harness.itemFromFile(spoken)],
			parameters,
			{ then: [transcribe] },
		);
		expect(error).toBeUndefined();
		expect(items[0].binary!.audio).toMatchObject({ fileName: 'spoken.m4a', fileType: 'audio' });
		expect(itemsOf('Transcribe')[0].json.text).toMatch(/folder again/);
	});

	it('of a film without words is still a sound that Transcribe opens', async () => {
		const item = await harness.itemFromFile(video('bigbuckbunny'));
		const parameters = { strategy: 'count', count: 2, options: { audioTrack: true } };
		const { items, itemsOf } = await runVideo(harness, [item], parameters, {
			// Only the first picture has the sound with it.
			then: [{ ...transcribe, executeOnce: true }],
		});
		expect(items.map(({ binary }) => Object.keys(binary!))).toEqual([['data', 'audio'], ['data']]);
		expect(itemsOf('Transcribe')[0].json.duration).toBeCloseTo(5.3, 1);
	});

	it('goes with a contact sheet too', async () => {
		const options = { contactSheet: true, audioTrack: true };
		const { items } = await sampled('bigbuckbunny', { options });
		expect(Object.keys(items[0].binary!)).toEqual(['data', 'audio']);
	});

	it('of a video without sound is a hint, and the pictures are there', async () => {
		const { items, hints } = await sampled('carphone_pristine', { options: { audioTrack: true } });
		expect(items).toHaveLength(9);
		expect(items[0].binary).not.toHaveProperty('audio');
		expect(hints).toEqual([expect.stringMatching(/"carphone_pristine" has no sound/)]);
	});
});

describe('what a person should know of a video', () => {
	it('that breaks off is said; what is there is given', async () => {
		// A container with its index at the front, cut in the middle.
		const front = path.join(folder, 'front.mp4');
		await makeMedia(front, '-i', video('bikes'), '-c', 'copy', '-movflags', 'faststart');
		const bytes = readFileSync(front);
		const half = path.join(folder, 'half.mp4');
		writeFileSync(half, bytes.subarray(0, bytes.length / 2));
		const item = await harness.itemFromFile(half);
		const { items, hints, error } = await runVideo(harness, [item], {
			strategy: 'interval',
			interval: 1,
		});
		expect(error).toBeUndefined();
		expect(items.length).toBeGreaterThan(2);
		expect(items.length).toBeLessThan(10);
		expect(hints.join(' ')).toMatch(/breaks off|ends early|cut off|damaged/);
	});
});

describe('where n8n keeps files in the items', () => {
	it('gives the pictures there', async () => {
		const inMemory = await openHarness({ binaryMode: 'default' });
		try {
			const item = await inMemory.itemFromFile(video('bikes'));
			const { items } = await runVideo(inMemory, [item], { strategy: 'count', count: 2 });
			const bytes = Buffer.from(items[1].binary!.data.data, 'base64');
			expect(bytes.readUInt16BE(0)).toBe(0xffd8);
		} finally {
			await inMemory.close();
		}
	});
});
