import { readFileSync, writeFileSync, mkdtempSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { extractFrames } from '../../../../lib/media/video/extract-frames';
import { readFrameTimes } from '../../../../lib/media/video/frame-times';
import { probeVideo } from '../../../../lib/media/video/probe-video';
import { streamRawFrames } from '../../../../lib/media/video/raw-frames';
import type { FrameTimes, VideoInfo } from '../../../../lib/media/video/types';
import { serve, type Loopback } from '../../../helpers/loopback';
import { AUDIO, makeMedia, ROCKET, useFolder } from '../../../helpers/media';
import { makeNumberedVideo, readNumber } from '../../../helpers/numbered-video';

const folder = useFolder();
const canary = path.join(folder, 'canary.ts');
const X264 = ['-c:v', 'libx264', '-pix_fmt', 'yuv420p', '-preset', 'ultrafast', '-g', '10'];
const INFO: VideoInfo = {
	...{ streamIndex: 0, codec: 'h264', formatName: 'mov,mp4', size: { width: 96, height: 64 } },
	...{ rotationDegrees: 0, originSeconds: 0, isHdr: false, hasAudio: false },
};
let server: Loopback;

beforeAll(async () => {
	await makeNumberedVideo(canary, { frames: 20, output: X264 });
	server = await serve((_, response) => response.end(readFileSync(canary)));
});
afterAll(async () => await server.close());
beforeEach(() => {
	server.seen.length = 0;
});

const playlist = (target: string) =>
	`#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\n${target}\n#EXT-X-ENDLIST\n`;
const script = (target: string) => `ffconcat version 1.0\nfile '${target}'\n`;
const svg = (target: string) =>
	`<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="9" height="9"><image xlink:href="${target}" width="9" height="9"/></svg>`;

describe.each([
	['an HLS playlist', playlist],
	['a concat script', script],
	['an SVG', svg],
])('%s posing as .mp4', (_, make) => {
	it.each([
		['a file', () => canary],
		['an address', () => `${server.url}/canary.ts`],
	])('that names %s is refused; nothing is read or fetched', async (__, target) => {
		const file = path.join(folder, 'posing.mp4');
		writeFileSync(file, make(target()));
		await expect(probeVideo(file)).rejects.toMatchObject({
			errorClass: 'media',
			code: expect.stringMatching(/^(REFUSED_FORMAT|PICTURE|NOT_MEDIA)$/),
		});
		// Nor by whoever does not probe first.
		await expect(readFrameTimes(file, INFO)).rejects.toMatchObject({ code: 'NO_FRAMES' });
		const request = { file, info: INFO, folder, size: INFO.size };
		await expect(
			collect(extractFrames({ ...request, seconds: [0], format: 'png' })),
		).rejects.toMatchObject({ code: 'NO_FRAMES' });
		await expect(collect(streamRawFrames(request))).rejects.toMatchObject({ code: 'NO_FRAMES' });
		expect(server.seen).toEqual([]);
	});
});

describe('a file without moving picture', () => {
	it.each([
		['sound', () => path.join(AUDIO, 'jfk.flac'), 'NO_VIDEO', 'Transcribe'],
		['sound with a cover', () => cover('cover.mp3'), 'NO_VIDEO', 'cover'],
		['MP4 sound with a cover', () => cover('cover.m4a', '-c:a', 'aac'), 'NO_VIDEO', 'Transcribe'],
		['a photograph', () => ROCKET, 'PICTURE', 'picture'],
		['a moving WebP', () => webp(), 'ANIMATED_PICTURE', 'GIF'],
		['a text', () => __filename, 'NOT_MEDIA', ''],
		['a text that passes for a transport stream', () => aligned(), 'NOT_MEDIA', 'neither'],
		['nothing there', () => path.join(folder, 'none.mp4'), 'FILE_MISSING', ''],
	])('%s is told', async (_, make, code, words) => {
		await expect(probeVideo(await make())).rejects.toMatchObject({
			code,
			message: expect.stringContaining(words),
		});
	});

	async function cover(name: string, ...codec: string[]) {
		const inputs = ['-i', path.join(AUDIO, 'jfk.flac'), '-i', ROCKET];
		const streams = ['-map', '0:a', '-map', '1:v', '-disposition:v', 'attached_pic', '-t', '1'];
		return await makeMedia(
			path.join(folder, name),
			...inputs,
			...streams,
			'-c:v',
			'mjpeg',
			...codec,
		);
	}

	async function webp() {
		const lavfi = ['-f', 'lavfi', '-i', 'testsrc2=s=32x32:d=1:r=5', '-c:v', 'libwebp_anim'];
		return await makeMedia(path.join(folder, 'moving.webp'), ...lavfi);
	}

	// The letter G is a transport stream's sync byte; in this place of a short text ffprobe 4 believes it.
	function aligned() {
		const file = path.join(folder, 'aligned.mp4');
		writeFileSync(file, svg('/tmp/mm-media-kvUCGw/canary.ts'));
		return file;
	}
});

describe('a video cut at its half', () => {
	it.each([
		['MP4 with its index first', 'cut.mp4', ['-movflags', '+faststart'], true],
		['Matroska', 'cut.mkv', [], true],
		['MPEG-TS', 'cut.ts', [], false],
	])('%s gives the frames that are there, and says so', async (_, name, options, saysSo) => {
		const whole = path.join(folder, `whole-${name}`);
		const output = [...X264, '-bf', '2', ...options];
		await makeNumberedVideo(whole, { frames: 100, output });
		const bytes = readFileSync(whole);
		const file = path.join(folder, name);
		writeFileSync(file, bytes.subarray(0, bytes.length / 2));
		const info = await probeVideo(file);
		const times = await readFrameTimes(file, info);
		if (saysSo) expect(times.isTruncated).toBe(true);
		expect(times.seconds.length).toBeGreaterThan(5);
		expect(times.seconds.length).toBeLessThan(75);
		const extraction = extractFrames({
			...{ file, info, times, folder: mkdtempSync(path.join(folder, 'out-')) },
			...{ seconds: Array.from(times.seconds), format: 'jpeg', size: info.size },
		});
		const made = await collect(extraction);
		const numbers = await Promise.all(made.map((frame) => readNumber(frame.file)));
		expect(numbers).toEqual(made.map(({ seconds }) => Math.round(seconds * 25)));
		expect(made.length + extraction.missing().length).toBe(times.seconds.length);
		expect(extraction.missing().length).toBeLessThan(3);
	});

	it('an MP4 whose index was at its end is a coded error', async () => {
		const file = path.join(folder, 'headless.mp4');
		await makeNumberedVideo(file, { frames: 100, output: X264 });
		writeFileSync(file, readFileSync(file).subarray(0, 3000));
		await expect(probeVideo(file)).rejects.toMatchObject({ code: 'NOT_MEDIA' });
	});
});

describe('what cannot be made', () => {
	let file: string;
	let info: VideoInfo;
	let times: FrameTimes;
	beforeAll(async () => {
		file = await makeNumberedVideo(path.join(folder, 'good.mp4'), { frames: 50, output: X264 });
		info = await probeVideo(file);
		times = await readFrameTimes(file, info);
	});

	it('is told frame by frame; the others come', async () => {
		const request = { file, info, times, folder, format: 'jpeg' as const, size: info.size };
		const extraction = extractFrames({ ...request, seconds: [0.04, 0.05, 0.4, 77] });
		const made = await collect(extraction);
		expect(made.map(({ seconds }) => seconds)).toEqual([0.04, 0.4]);
		expect(extraction.missing()).toEqual([0.05, 77]);
	});

	it('is an error where a folder takes no pictures', async () => {
		const request = { file, info, times, format: 'jpeg' as const, size: info.size };
		const extraction = extractFrames({ ...request, seconds: [0], folder: '/nowhere' });
		await expect(collect(extraction)).rejects.toMatchObject({ code: 'PICTURE_NOT_SAVED' });
	});

	it('is an error where the part lies beyond the end', async () => {
		await expect(readFrameTimes(file, info, { startSeconds: 3 })).rejects.toMatchObject({
			code: 'NO_FRAMES_IN_PART',
		});
	});

	it('leaves nothing but the pictures', async () => {
		const out = mkdtempSync(path.join(folder, 'out-'));
		const request = { file, info, times, folder: out, format: 'png' as const, size: info.size };
		await collect(extractFrames({ ...request, seconds: [0, 0.04] }));
		expect(readdirSync(out)).toEqual(['frame-000001.png', 'frame-000002.png']);
	});
});

async function collect<T>(source: AsyncIterable<T>): Promise<T[]> {
	const all: T[] = [];
	for await (const one of source) all.push(one);
	return all;
}
