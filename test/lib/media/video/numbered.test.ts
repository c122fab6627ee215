import { mkdtempSync } from 'node:fs';
import path from 'node:path';
import { extractFrames } from '../../../../lib/media/video/extract-frames';
import { readFrameTimes } from '../../../../lib/media/video/frame-times';
import { probeVideo } from '../../../../lib/media/video/probe-video';
import { streamRawFrames } from '../../../../lib/media/video/raw-frames';
import type { FrameFormat, VideoInfo } from '../../../../lib/media/video/types';
import { useFolder } from '../../../helpers/media';
import {
	makeNumberedVideo,
	readNumber,
	readPixels,
	type NumberedVideo,
} from '../../../helpers/numbered-video';

const folder = useFolder();

interface Case extends Partial<NumberedVideo> {
	file: string;
	output: string[];
	/** True time of a frame, seconds of the player's clock. */
	at?: (frame: number) => number;
	shown?: { width: number; height: number };
	/** Milliseconds round times in some containers. */
	digits?: number;
	source?: string;
	info?: Partial<VideoInfo>;
	format?: FrameFormat;
}

const X264 = ['-c:v', 'libx264', '-pix_fmt', 'yuv420p', '-preset', 'ultrafast', '-qp', '10'];
const GOP = ['-g', '10', '-bf', '2'];
const turnedBy = (degrees: number) => ['-metadata:s:v:0', `rotate=${degrees}`];
const WITH_SOUND = ['-f', 'lavfi', '-i', 'sine=d=2'];

const CASES: Array<[string, Case]> = [
	['an ordinary MP4', { file: 'plain.mp4', output: [...X264, ...GOP] }],
	[
		'variable frame rate',
		{
			file: 'variable.mp4',
			output: [
				...X264,
				'-vf',
				"setpts='round((N+2*floor(N/3))/25/TB)'",
				'-vsync',
				'0',
				'-g',
				'10',
				'-bf',
				'0',
			],
			at: (frame) => (frame + 2 * Math.floor(frame / 3)) / 25,
		},
	],
	[
		'a start offset in MPEG-TS',
		{ file: 'offset.ts', output: [...X264, ...GOP, '-output_ts_offset', '4000'] },
	],
	[
		'a start offset in Matroska, with sound',
		{
			file: 'offset.mkv',
			input: WITH_SOUND,
			output: [...X264, ...GOP, '-output_ts_offset', '7.5', '-shortest'],
			digits: 2,
			info: { hasAudio: true },
		},
	],
	[
		'open GOPs in MP4',
		{
			file: 'open.mp4',
			output: [...X264, '-preset', 'fast', ...GOP, '-x264opts', 'open_gop=1'],
		},
	],
	[
		'open GOPs in MPEG-TS',
		{ file: 'open.ts', output: [...X264, '-preset', 'fast', ...GOP, '-x264opts', 'open_gop=1'] },
	],
	[
		'open GOPs in Matroska',
		{
			file: 'open.mkv',
			output: [...X264, '-preset', 'fast', ...GOP, '-x264opts', 'open_gop=1'],
			digits: 2,
		},
	],
	[
		'10-bit HEVC',
		{
			file: 'ten.mp4',
			output: [
				...['-c:v', 'libx265', '-pix_fmt', 'yuv420p10le', '-preset', 'ultrafast'],
				...['-x265-params', 'log-level=none:keyint=10', '-tag:v', 'hvc1'],
			],
			info: { codec: 'hevc', isHdr: false },
		},
	],
	[
		'VP9 in WebM',
		{
			file: 'nine.webm',
			output: ['-c:v', 'libvpx-vp9', '-cpu-used', '8', '-b:v', '1M', '-g', '10'],
			digits: 2,
			info: { codec: 'vp9' },
		},
	],
	[
		'VP8 with hidden frames',
		{
			file: 'eight.webm',
			output: [
				...['-c:v', 'libvpx', '-b:v', '1M', '-auto-alt-ref', '1', '-lag-in-frames', '10'],
				...['-cpu-used', '8'],
			],
			digits: 2,
		},
	],
	[
		'AV1',
		{
			file: 'one.mp4',
			frames: 12,
			output: ['-c:v', 'libaom-av1', '-strict', '-2', '-cpu-used', '8', '-g', '5', '-crf', '30'],
			info: { codec: 'av1' },
		},
	],
	[
		'MPEG-2 in a program stream',
		{ file: 'two.mpg', output: ['-c:v', 'mpeg2video', '-q:v', '2'], source: 'decoded' },
	],
	['a GIF', { file: 'moving.gif', output: [], info: { codec: 'gif' } }],
	[
		'an AVI without times',
		{
			file: 'old.avi',
			output: ['-c:v', 'mpeg4', '-q:v', '2', ...GOP],
			source: 'decoded',
			at: late,
		},
	],
	['a bare H.264 stream', { file: 'bare.h264', output: X264, source: 'decoded' }],
	[
		'2 x 2 pixels',
		{
			...{ file: 'tiny.mkv', width: 2, height: 2, grid: 2, frames: 16, digits: 2 },
			...{ output: ['-c:v', 'ffv1'], format: 'png' },
		},
	],
	[
		'odd sizes',
		{
			file: 'odd.mp4',
			width: 97,
			height: 63,
			output: ['-c:v', 'libx264', '-pix_fmt', 'yuv444p', '-qp', '10', ...GOP],
		},
	],
	['portrait', { file: 'portrait.mp4', width: 64, height: 96, output: [...X264, ...GOP] }],
	[
		'pixels twice as wide as high',
		{
			file: 'wide.mp4',
			output: [...X264, '-vf', 'setsar=2'],
			shown: { width: 192, height: 64 },
			format: 'webp',
		},
	],
	[
		'two video streams, the second the main one',
		{
			file: 'double.mkv',
			input: ['-f', 'lavfi', '-i', 'color=red:s=32x32:d=2'],
			output: [
				...['-map', '1:v', '-map', '0:v', ...X264, '-disposition:v:0', '0'],
				...['-disposition:v:1', 'default'],
			],
			digits: 2,
			info: { streamIndex: 1 },
		},
	],
	[
		'two video streams, neither the main one',
		{
			file: 'equal.mkv',
			input: ['-f', 'lavfi', '-i', 'color=red:s=32x32:d=2'],
			output: [
				...['-map', '0:v', '-map', '1:v', ...X264, '-disposition:v:0', '0'],
				...['-disposition:v:1', '0'],
			],
			digits: 2,
			info: { streamIndex: 0 },
		},
	],
];

/** ffmpeg starts such a file at its second tick. */
function late(frame: number): number {
	return (frame + 1) / 25;
}

describe.each(CASES)('%s', (_, spec) => {
	const { at = (frame) => frame / 25, digits = 5, format = 'jpeg', grid, frames = 40 } = spec;
	const file = path.join(folder, spec.file);
	let info: VideoInfo;
	beforeAll(async () => {
		await makeNumberedVideo(file, { ...spec, frames });
		info = await probeVideo(file);
	});
	const out = () => mkdtempSync(path.join(folder, 'out-'));

	it('is described as it is', () => {
		const { width = 96, height = 64 } = spec;
		expect(info).toMatchObject({ size: spec.shown ?? { width, height }, ...spec.info });
		expect(info.hasAudio).toBe(spec.info?.hasAudio ?? false);
	});

	it('has its frames listed by their true times', async () => {
		const times = await readFrameTimes(file, info);
		expect(times.seconds).toHaveLength(frames);
		times.seconds.forEach((seconds, frame) => expect(seconds).toBeCloseTo(at(frame), digits));
		expect(times).toMatchObject({ isTruncated: false, source: spec.source ?? 'packets' });
		expect(times.isKeyframe[0]).toBe(1);
		expect(times.endSeconds).toBeGreaterThan(times.seconds.at(-1)!);
	});

	it('gives the frames asked for, in one pass', async () => {
		const { seconds } = await readFrameTimes(file, info);
		const wanted = Array.from(seconds).filter((__, frame) => frame % 3 === 1);
		const request = { file, info, seconds: wanted, folder: out(), format, size: info.size };
		const extraction = extractFrames(request);
		const made: Array<[number, number]> = [];
		for await (const frame of extraction) {
			made.push([frame.seconds, await readNumber(frame.file, grid)]);
		}
		expect(made).toEqual(wanted.map((at, index) => [at, 3 * index + 1]));
		expect(extraction.missing()).toEqual([]);
	});

	it.each(['key frames', 'frames far apart'])('gives %s by shortcuts', async (which) => {
		const times = await readFrameTimes(file, info);
		const isWanted = (frame: number) =>
			which === 'key frames' ? times.isKeyframe[frame] === 1 : [0, 15, 39].includes(frame);
		const wanted = Array.from(times.seconds.keys()).filter(isWanted);
		// A size far beyond the real one makes decoding look dear, so that entering the file pays.
		const vast = { ...info, size: { width: 20_000, height: 20_000 } };
		const extraction = extractFrames({
			...{ file, info: vast, times, folder: out(), format, size: info.size },
			seconds: wanted.map((frame) => times.seconds[frame]),
		});
		const numbers: number[] = [];
		for await (const frame of extraction) numbers.push(await readNumber(frame.file, grid));
		expect(numbers).toEqual(wanted);
		expect(extraction.missing()).toEqual([]);
	});

	it('gives small raw frames with their times', async () => {
		const { seconds } = await readFrameTimes(file, info);
		const size = { width: Math.min(48, info.size.width), height: Math.min(32, info.size.height) };
		let frame = 0;
		for await (const raw of streamRawFrames({ file, info, size })) {
			expect(raw.seconds).toBeCloseTo(seconds[frame], 6);
			expect(readPixels(raw.data, size.width, size.height, 3, grid)).toBe(frame);
			frame += 1;
		}
		expect(frame).toBe(frames);
	});
});

describe.each([90, 180, 270] as const)('a video to be turned by %d degrees', (degrees) => {
	it('comes out upright', async () => {
		const plain = await makeNumberedVideo(path.join(folder, `flat${degrees}.mp4`), {
			...{ frames: 20, output: [...X264, '-g', '10'], turn: degrees },
		});
		const file = await makeNumberedVideo(path.join(folder, `turned${degrees}.mp4`), {
			...{ frames: 0, input: ['-i', plain] },
			output: ['-map', '1:v', '-c', 'copy', ...turnedBy(360 - degrees)],
		});
		const info = await probeVideo(file);
		const isOnItsSide = degrees !== 180;
		expect(info).toMatchObject({
			rotationDegrees: degrees,
			size: isOnItsSide ? { width: 64, height: 96 } : { width: 96, height: 64 },
		});
		const { seconds } = await readFrameTimes(file, info);
		const frames = extractFrames({
			...{ file, info, seconds: [seconds[5], seconds[13]], folder, format: 'jpeg' },
			size: info.size,
		});
		const numbers: number[] = [];
		for await (const frame of frames) numbers.push(await readNumber(frame.file));
		expect(numbers).toEqual([5, 13]);
		let index = 0;
		for await (const raw of streamRawFrames({ file, info, size: info.size })) {
			expect(readPixels(raw.data, info.size.width, info.size.height)).toBe(index++);
		}
	});
});
