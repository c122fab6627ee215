import { mkdtempSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { extractFrames } from '../../../../lib/media/video/extract-frames';
import { readFrameTimes } from '../../../../lib/media/video/frame-times';
import { probeVideo } from '../../../../lib/media/video/probe-video';
import { streamRawFrames } from '../../../../lib/media/video/raw-frames';
import type { FrameTimes, VideoInfo } from '../../../../lib/media/video/types';
import { childrenNamed, isLinux, makeMedia, until, useFolder } from '../../../helpers/media';
import { watchTemporaryFolder } from '../../../helpers/temporary';

const folder = useFolder();
const temporary = watchTemporaryFolder();
const file = path.join(folder, 'long.mp4');
const RUNNING = () => childrenNamed('ffmpeg').length + childrenNamed('ffprobe').length;
let info: VideoInfo;
let times: FrameTimes;

beforeAll(async () => {
	const source = ['-f', 'lavfi', '-i', 'testsrc2=s=640x360:r=25:d=40'];
	const codec = ['-c:v', 'libx264', '-preset', 'ultrafast', '-g', '50', '-pix_fmt', 'yuv420p'];
	await makeMedia(file, ...source, ...codec);
	info = await probeVideo(file);
	times = await readFrameTimes(file, info);
});

/** All ways of reading frames. */
const READERS: Array<[string, (signal?: AbortSignal) => AsyncIterable<unknown>]> = [
	['raw frames', (signal) => streamRawFrames({ file, info, size: info.size, signal })],
	['one pass', (signal) => extract(Array.from(times.seconds), info, signal)],
	['several passes', (signal) => extract(farApart(), vast(), signal)],
];

function extract(seconds: number[], describedAs: VideoInfo, signal?: AbortSignal) {
	const out = mkdtempSync(path.join(folder, 'out-'));
	const request = { file, info: describedAs, times, folder: out, format: 'jpeg' as const, signal };
	return extractFrames({ ...request, seconds, size: info.size });
}

const farApart = () => Array.from(times.seconds).filter((_, frame) => frame % 90 === 49);
const vast = () => ({ ...info, size: { width: 50_000, height: 50_000 } });

(isLinux ? describe : describe.skip).each(READERS)('%s', (_, read) => {
	it('end with their reader', async () => {
		for await (const frame of read()) {
			expect(frame).toBeDefined();
			break;
		}
		await until(() => RUNNING() === 0);
		expect(temporary.list()).toEqual([]);
	});

	it('end on cancel, with a coded error', async () => {
		const controller = new AbortController();
		const failure = (async () => {
			for await (const frame of read(controller.signal)) {
				expect(frame).toBeDefined();
				controller.abort();
			}
		})();
		await expect(failure).rejects.toMatchObject({ code: 'CANCELLED' });
		await until(() => RUNNING() === 0);
		expect(temporary.list()).toEqual([]);
	});

	it('do not start once cancelled, nor outlive a cancel while they start', async () => {
		for (const delayMs of [undefined, 0, 3, 10, 20, 40]) {
			const controller = new AbortController();
			if (delayMs === undefined) controller.abort();
			else setTimeout(() => controller.abort(), delayMs);
			const failure = (async () => {
				for await (const frame of read(controller.signal)) {
					expect(frame).toBeDefined();
					await until(() => controller.signal.aborted);
				}
			})();
			await expect(failure).rejects.toMatchObject({ code: 'CANCELLED' });
		}
		await until(() => RUNNING() === 0);
		expect(temporary.list()).toEqual([]);
	});
});

(isLinux ? it : it.skip)('a cancelled listing ends ffprobe', async () => {
	const controller = new AbortController();
	const listing = readFrameTimes(file, info, { signal: controller.signal });
	setTimeout(() => controller.abort(), 5);
	await expect(listing).rejects.toMatchObject({ code: 'CANCELLED' });
	await until(() => RUNNING() === 0);
});

it('raw frames wait for their reader', async () => {
	const reader = streamRawFrames({ file, info, size: info.size })[Symbol.asyncIterator]();
	const first = (await reader.next()).value!;
	const kept = Uint8Array.from(first.data);
	await new Promise((resolve) => setTimeout(resolve, 300));
	expect(Buffer.compare(kept, first.data)).toBe(0);
	const second = (await reader.next()).value!;
	expect(second.data).toBe(first.data);
	expect(second.seconds).toBeCloseTo(0.04, 6);
	await reader.return!(undefined);
});

it('every frame of a thousand can be asked for, far more than a command line holds', async () => {
	const out = mkdtempSync(path.join(folder, 'all-'));
	// A long video's worth of times that are not there: the choice stays quick and right.
	const none = Array.from({ length: 9000 }, (_, index) => 100 + index / 100);
	const extraction = extractFrames({
		...{ file, info, folder: out, format: 'jpeg', quality: 30, size: { width: 64, height: 36 } },
		seconds: [...times.seconds, ...none],
	});
	let index = 0;
	for await (const { seconds } of extraction) expect(seconds).toBe(times.seconds[index++]);
	expect(index).toBe(1000);
	expect(readdirSync(out)).toHaveLength(1000);
	expect(extraction.missing()).toHaveLength(9000);
});
