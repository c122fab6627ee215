import { mkdtempSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { findAbilities } from '../../../../lib/media/abilities';
import { extractFrames } from '../../../../lib/media/video/extract-frames';
import { probeVideo } from '../../../../lib/media/video/probe-video';
import { streamRawFrames } from '../../../../lib/media/video/raw-frames';
import type { VideoInfo } from '../../../../lib/media/video/types';
import { makeMedia, useFolder } from '../../../helpers/media';
import { makeNumberedVideo, readNumber, readPixels } from '../../../helpers/numbered-video';

const folder = useFolder();

const hevc = (transfer: string) => [
	...['-c:v', 'libx265', '-preset', 'ultrafast', '-tag:v', 'hvc1', '-x265-params'],
	`log-level=none:colorprim=bt2020:transfer=${transfer}:colormatrix=bt2020nc`,
];

describe.each(['smpte2084', 'arib-std-b67'])('an HDR video with %s', (transfer) => {
	it('keeps its numbers, in pictures of odd sizes and in raw frames', async () => {
		const file = await makeNumberedVideo(path.join(folder, `${transfer}.mp4`), {
			...{ frames: 12, output: ['-pix_fmt', 'yuv420p10le', ...hevc(transfer)] },
		});
		const info = await probeVideo(file);
		expect(info).toMatchObject({ isHdr: true, codec: 'hevc' });
		const size = { width: 61, height: 41 };
		for (const format of ['jpeg', 'png', 'webp'] as const) {
			const out = mkdtempSync(path.join(folder, 'out-'));
			const request = { file, info, size, format, folder: out, seconds: [0.2, 0.4] };
			const numbers: number[] = [];
			for await (const frame of extractFrames(request)) numbers.push(await readNumber(frame.file));
			expect(numbers).toEqual([5, 10]);
		}
		let frame = 0;
		for await (const { data } of streamRawFrames({ file, info, size })) {
			expect(readPixels(data, size.width, size.height)).toBe(frame++);
		}
		expect(frame).toBe(12);
	});
});

it('grey of 100 nits comes out bright, not as dark as PQ stores it', async () => {
	if (!(await findAbilities()).canToneMap) return;
	const source = ['-f', 'lavfi', '-i', 'color=0x828282:s=64x64:d=1:r=5', '-pix_fmt', 'yuv420p10le'];
	const file = await makeMedia(path.join(folder, 'grey.mp4'), ...source, ...hevc('smpte2084'));
	const info = await probeVideo(file);
	const mapped = await meanOfFirst(file, info);
	const plain = await meanOfFirst(file, { ...info, isHdr: false });
	expect(plain).toBeGreaterThan(115);
	expect(plain).toBeLessThan(145);
	expect(Math.abs(mapped - plain)).toBeGreaterThan(10);
});

async function meanOfFirst(file: string, info: VideoInfo): Promise<number> {
	const out = mkdtempSync(path.join(folder, 'out-'));
	const request = { file, info, size: info.size, format: 'png' as const, folder: out };
	for await (const frame of extractFrames({ ...request, seconds: [0] })) {
		return (await sharp(frame.file).stats()).channels[0].mean;
	}
	throw new Error('no frame');
}
