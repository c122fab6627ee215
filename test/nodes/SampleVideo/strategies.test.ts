import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { fixtureModel, modelIn, shape } from '../../helpers/clip';
import { makeMedia, useFolder } from '../../helpers/media';
import { openHarness, runVideo, video, type Harness } from '../../helpers/video';

const golden = JSON.parse(
	readFileSync(path.join(__dirname, '../../fixtures/golden/video.json'), 'utf8'),
);
const folder = useFolder();
let harness: Harness;

beforeAll(async () => (harness = await openHarness()));
afterAll(async () => await harness.close());

async function sampled(name: string, parameters: IDataObject) {
	const { items, error, hints } = await runVideo(
		harness,
		[await harness.itemFromFile(video(name))],
		parameters,
	);
	expect(error).toBeUndefined();
	return { items, hints, times: items.map(({ json }) => json.timestamp as number) };
}

/** Width and height of a JPEG file, as its header says. */
function jpegSize(bytes: Buffer): { width: number; height: number } {
	let at = 2;
	while (bytes[at + 1] < 0xc0 || bytes[at + 1] > 0xc2) at += 2 + bytes.readUInt16BE(at + 2);
	return { height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) };
}

describe('untouched', () => {
	let items: INodeExecutionData[];
	beforeAll(async () => ({ items } = await sampled('bikes', {})));

	it('gives the most informative frames, one item each, in the order of time', async () => {
		expect(items.length).toBeGreaterThan(4);
		expect(items.length).toBeLessThanOrEqual(10);
		const times = items.map(({ json }) => json.timestamp as number);
		expect(times).toEqual([...times].sort((a, b) => a - b));
		expect(items.map(({ json }) => json.index)).toEqual([...items.keys()]);
		for (const { json, pairedItem } of items) {
			expect(pairedItem).toEqual({ item: 0 });
			expect(json.score).toBeGreaterThan(0);
			expect(json.tokens).toBeGreaterThan(0);
		}
	});

	it('says of a frame where it is and what it stands for, and nothing else', () => {
		const { json } = items[0];
		expect(json).toEqual({
			video: 'bikes',
			index: 0,
			timestamp: expect.any(Number),
			timecode: expect.stringMatching(/^00:00:\d\d\.\d{3}$/),
			score: expect.any(Number),
			sourceFrames: expect.any(Number),
			width: 640,
			height: 272,
			tokens: expect.any(Number),
			usage: {
				decodedFrames: expect.any(Number),
				durationMs: expect.any(Number),
				tokenModel: 'claude-opus-4-8',
			},
			engine: 'local',
		});
	});

	it('hands on each frame as a picture named by its time', async () => {
		const { json, binary } = items[1];
		const time = (json.timecode as string).replaceAll(':', '-');
		expect(binary!.data).toMatchObject({
			fileName: `bikes-${time}.jpg`,
			mimeType: 'image/jpeg',
			fileType: 'image',
		});
		const bytes = await harness.readBinary(binary!.data);
		expect(jpegSize(bytes)).toEqual({ width: 640, height: 272 });
		expect(bytes.length).toBe(binary!.data.bytes);
	});

	it('stands for the whole video, and its usage for the whole work', () => {
		const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
		expect(sum(items.map(({ json }) => json.sourceFrames as number))).toBe(250);
		const usage = items.map(({ json }) => json.usage as { decodedFrames: number });
		expect(sum(usage.map(({ decodedFrames }) => decodedFrames))).toBe(250 + items.length);
	});
});

describe('interval', () => {
	it('does not drift at 29.97 frames a second', async () => {
		const { times } = await sampled('carphone_pristine', { strategy: 'interval', interval: 1 });
		const onScreen = [0, 1, 2, 3].map(
			(second) => golden['carphone_pristine.mp4'].on_screen_at[second.toFixed(1)],
		);
		expect(times.slice(0, 4).map((at) => Math.round((at * 30000) / 1001))).toEqual(onScreen);
	});

	it('keeps between start and end, written as seconds or as a clock shows them', async () => {
		const options = { start: '0:02', end: '5' };
		const { times } = await sampled('bikes', { strategy: 'interval', interval: 1, options });
		expect(times).toEqual([2, 3, 4]);
	});

	it('takes numbers that an expression gives', async () => {
		const options = { start: '={{ 8 }}' };
		const { times } = await sampled('bikes', {
			strategy: 'interval',
			interval: '={{ 1 }}',
			options,
		});
		expect(times).toEqual([8, 9]);
	});
});

describe('count', () => {
	it('spreads so many over the video', async () => {
		const { times, items } = await sampled('bikes', { strategy: 'count', count: 4 });
		expect(times).toEqual([1.24, 3.72, 6.24, 8.72]);
		expect(items[0].json).not.toHaveProperty('score');
	});

	it('makes smaller pictures of the kind asked for', async () => {
		const options = { maxWidth: 160, format: 'png' };
		const { items } = await sampled('bikes', { strategy: 'count', count: 1, options });
		expect(items[0].json).toMatchObject({ width: 160, height: 68 });
		expect(items[0].binary!.data).toMatchObject({ mimeType: 'image/png' });
		const bytes = await harness.readBinary(items[0].binary!.data);
		expect(bytes.toString('latin1', 1, 4)).toBe('PNG');
		expect(bytes.readUInt32BE(16)).toBe(160);
	});

	it('makes WebP pictures too', async () => {
		const options = { format: 'webp' };
		const { items } = await sampled('bikes', { strategy: 'count', count: 1, options });
		const { data } = items[0].binary!;
		expect(data).toMatchObject({ mimeType: 'image/webp', fileName: 'bikes-00-00-05.000.webp' });
		expect((await harness.readBinary(data)).toString('latin1', 8, 12)).toBe('WEBP');
	});

	it('makes smaller files of less quality', async () => {
		const bytesAt = async (quality: number) => {
			const options = { quality };
			const { items } = await sampled('bikes', { strategy: 'count', count: 1, options });
			return items[0].binary!.data.bytes!;
		};
		expect(await bytesAt(30)).toBeLessThan(0.7 * (await bytesAt(95)));
	});

	it('keeps within a budget of tokens, and says what that cost', async () => {
		const options = { maxTokens: 500, tokenModel: 'gpt-4o' };
		const { items, hints } = await sampled('bikes', { strategy: 'count', count: 10, options });
		const tokens = items.map(({ json }) => json.tokens as number);
		expect(tokens.reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(500);
		expect(items.length).toBeLessThan(10);
		expect(hints).toEqual([
			expect.stringMatching(/^"bikes": .*within 500 tokens for gpt-4o.*of 10/),
		]);
		expect((items[0].json.usage as IDataObject).tokenModel).toBe('gpt-4o');
	});

	it('looks at key frames only, if told so', async () => {
		const parameters = { strategy: 'count', count: 100, options: { keyframesOnly: true } };
		const { times } = await sampled('bikes', parameters);
		expect(times.length).toBe(golden['bikes.mp4'].keyframe_pts.length);
		for (const [n, at] of times.entries()) {
			expect(at).toBeCloseTo(golden['bikes.mp4'].keyframe_pts[n], 5);
		}
	});
});

describe('scenes', () => {
	it('gives a frame of each scene, with where it begins and ends', async () => {
		const { items, times } = await sampled('bikes', { strategy: 'scenes' });
		const scenes = items.map(({ json }) => json.scene as Record<string, number>);
		const expected = golden['bikes.mp4'].pyscenedetect_content27 as number[][];
		expect(scenes.length).toBe(expected.length);
		for (const [n, { index, start, end }] of scenes.entries()) {
			expect(index).toBe(n);
			expect(times[n]).toBeGreaterThanOrEqual(start);
			expect(times[n]).toBeLessThan(end);
			if (n > 0) expect(start).toBe(scenes[n - 1].end);
		}
		expect(scenes[0].start).toBe(0);
		expect(scenes.at(-1)!.end).toBe(10);
	});

	it('takes another place, detector, threshold and length of scenes', async () => {
		const scenesWith = async (options: IDataObject) =>
			(await sampled('bikes', { strategy: 'scenes', options })).times;
		const usual = await scenesWith({});
		expect((await scenesWith({ scenePlace: 'end' }))[0]).toBeGreaterThan(usual[0]);
		expect(await scenesWith({ sceneThreshold: 200 })).toHaveLength(1);
		expect((await scenesWith({ minimumSceneSeconds: 4 })).length).toBeLessThan(usual.length);
		expect(await scenesWith({ sceneDetector: 'adaptive' })).toHaveLength(usual.length);
	});

	it('gives the one scene of a video without a cut', async () => {
		const { items } = await sampled('bigbuckbunny', { strategy: 'scenes' });
		expect(items).toHaveLength(1);
	});
});

describe('with a model', () => {
	const model = modelIn(fixtureModel('clip-shapes'));
	let shapes: INodeExecutionData;

	beforeAll(async () => {
		const names = ['red-heart', 'green-star', 'blue-square', 'white-ring'];
		const inputs = names.flatMap((name) => ['-loop', '1', '-t', '2', '-i', shape(name)]);
		const join = ['-filter_complex', `concat=n=${names.length},fps=10,format=yuv420p`];
		const file = path.join(folder, 'shapes.mp4');
		shapes = await harness.itemFromFile(
			await makeMedia(file, ...inputs, ...join, '-c:v', 'mpeg4', '-q:v', '2'),
		);
	});

	it('relevant: finds the moment that fits the words', async () => {
		const parameters = { strategy: 'relevant', query: 'a blue square', count: 1, model };
		const { items, error } = await runVideo(harness, [shapes], parameters);
		expect(error).toBeUndefined();
		expect(items).toHaveLength(1);
		expect(items[0].json).toMatchObject({ model: 'clip-shapes', engine: 'local', score: 1 });
		expect(items[0].json.timestamp).toBeGreaterThanOrEqual(4);
		expect(items[0].json.timestamp).toBeLessThan(6);
	});

	it('informative: gives one frame of each picture, with the model and without', async () => {
		const times = async (parameters: IDataObject) => {
			const { items, hints } = await runVideo(harness, [shapes], {
				strategy: 'informative',
				...parameters,
			});
			expect(hints).toEqual([expect.stringMatching(/gave 4 pictures.*For 10.*Evenly Spread/)]);
			return items.map(({ json }) => Math.floor((json.timestamp as number) / 2));
		};
		expect(await times({})).toEqual([0, 1, 2, 3]);
		expect(await times({ useModel: true, model })).toEqual([0, 1, 2, 3]);
	});
});

it('two videos in one run are told apart, each counted from 0', async () => {
	const input = [
		await harness.itemFromFile(video('bikes')),
		await harness.itemFromFile(video('carphone_pristine')),
	];
	const { items } = await runVideo(harness, input, { strategy: 'count', count: 2 });
	expect(items.map(({ json, pairedItem }) => [json.video, json.index, pairedItem])).toEqual([
		['bikes', 0, { item: 0 }],
		['bikes', 1, { item: 0 }],
		['carphone_pristine', 0, { item: 1 }],
		['carphone_pristine', 1, { item: 1 }],
	]);
});
