import { mkdtempSync } from 'node:fs';
import path from 'node:path';
import { extractFrames } from '../../../../lib/media/video/extract-frames';
import { readFrameTimes } from '../../../../lib/media/video/frame-times';
import { probeVideo } from '../../../../lib/media/video/probe-video';
import { streamRawFrames } from '../../../../lib/media/video/raw-frames';
import { useFolder } from '../../../helpers/media';
import { makeNumberedVideo, readNumber, readPixels } from '../../../helpers/numbered-video';

const folder = useFolder();
const RATE = 10;
const X264 = ['-c:v', 'libx264', '-pix_fmt', 'yuv420p', '-preset', 'ultrafast', '-qp', '10'];

describe.each([
	['long.mp4', 250, []],
	['short.mp4', 20, []],
	['long.mkv', 250, []],
	['long.ts', 250, ['-output_ts_offset', '4000']],
	['short.ts', 20, ['-output_ts_offset', '4000']],
	['long.avi', 250, ['-bf', '0']],
])('a part from the middle of %s', (name, gop, options) => {
	const file = path.join(folder, name);
	const part = { startSeconds: 70.05, endSeconds: 75 };
	beforeAll(async () => {
		const output = [...X264, '-g', String(gop), '-bf', '2', ...options];
		await makeNumberedVideo(file, { frames: 900, framesPerSecond: RATE, output });
	});

	it('is listed like the whole', async () => {
		const info = await probeVideo(file);
		const whole = await readFrameTimes(file, info);
		const times = await readFrameTimes(file, info, part);
		expect(whole.seconds).toHaveLength(900);
		expect(Array.from(times.seconds)).toEqual(Array.from(whole.seconds.slice(700, 750)));
		expect(times.isKeyframe).toEqual(whole.isKeyframe.slice(700, 750));
		expect(times.endSeconds).toBe(whole.seconds[750]);
		expect(times.isTruncated).toBe(false);
	});

	it('gives its own frames, and small raw ones', async () => {
		const info = await probeVideo(file);
		const times = await readFrameTimes(file, info, part);
		const extraction = extractFrames({
			...{ file, info, times, folder: mkdtempSync(path.join(folder, 'out-')) },
			...{ format: 'png', size: info.size, seconds: [times.seconds[0], times.seconds[33]] },
		});
		const numbers: number[] = [];
		for await (const frame of extraction) numbers.push(await readNumber(frame.file));
		expect(numbers).toEqual([700, 733]);
		const size = { width: 48, height: 32 };
		const raw: number[] = [];
		const from = { startSeconds: times.seconds[0], endSeconds: part.endSeconds };
		for await (const { data } of streamRawFrames({ file, info, times, size, ...from })) {
			raw.push(readPixels(data, size.width, size.height));
		}
		expect(raw).toEqual(Array.from({ length: 50 }, (_, index) => 700 + index));
	});
});
