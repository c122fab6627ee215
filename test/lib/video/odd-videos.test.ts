import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { run } from '../../../lib/video/task';
import type { SampleRequest, Sampling } from '../../../lib/video/types';
import { makeMedia, useFolder } from '../../helpers/media';
import { requestFor, video } from './videos';

const folder = useFolder();
const context = { signal: new AbortController().signal, progress: () => undefined };
const PLAIN = ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p'];
const STRATEGIES = ['interval', 'count', 'scenes', 'informative'] as const;
const CLAUDE = { maximumTokens: 1e6, tokenModel: 'claude-opus-4-8' };

const make = (name: string, source: string, ...output: string[]) =>
	makeMedia(path.join(folder, name), '-f', 'lavfi', '-i', source, ...output);
const request = (file: string, more: Partial<SampleRequest> = {}) =>
	requestFor(file, mkdtempSync(path.join(folder, 'out-')), more);
const sample = async (file: string, more: Partial<SampleRequest> = {}) =>
	(await run({ kind: 'sample', request: request(file, more) }, context as never)) as Sampling;
const sum = ({ frames }: Sampling) => frames.reduce((all, one) => all + one.sourceFrames, 0);

describe.each(STRATEGIES)('by %s', (strategy) => {
	it.each(['mp4', 'mkv', 'avi', 'gif', 'flv'])('a %s of one frame gives it', async (type) => {
		const file = await make(`one-${strategy}.${type}`, 'testsrc2=s=64x48:r=25', '-frames:v', '1');
		const sampling = await sample(file, { strategy });
		expect(sampling.frames).toHaveLength(1);
		expect(sampling).toMatchObject({ sourceFrames: 1, frames: [{ sourceFrames: 1 }] });
		expect(sampling.durationSeconds).toBeGreaterThan(0);
	});

	it('a part in which no frame starts gives the one on screen', async () => {
		// One frame every 20 s, out of order in the file.
		const slow = await make(`slow-${strategy}.mp4`, 'testsrc2=s=64x48:r=1/20:d=200', ...REORDERED);
		const sampling = await sample(slow, { strategy, startSeconds: 25, endSeconds: 35 });
		expect(sampling.frames.map(({ seconds }) => seconds)).toEqual([20]);
		expect(sampling.durationSeconds).toBe(10);
	});
});

const REORDERED = ['-c:v', 'libx264', '-bf', '3', '-b_strategy', '0', '-pix_fmt', 'yuv420p'];

describe('a still that stands long', () => {
	it('is no matter of the budget', async () => {
		const still = await make(
			'still.mp4',
			'testsrc2=s=64x48:r=25:d=20',
			...['-vf', "select='lt(t,1)+gte(t,19)'", '-vsync', 'vfr', ...PLAIN],
		);
		const sampling = await sample(still, { strategy: 'count', count: 10, budget: CLAUDE });
		expect(sampling.frames.length).toBeLessThan(4);
		expect(sampling.warnings).toEqual([]);
		expect(sum(sampling)).toBe(sampling.sourceFrames);
	});
});

describe('a video damaged in its middle', () => {
	it('says from where on there are pictures', async () => {
		const bytes = readFileSync(video('bikes.mp4'));
		const start = bytes.indexOf('mdat') + 4;
		bytes.fill(0, start, start + Math.floor((bytes.length - start) * 0.5));
		const file = path.join(folder, 'damaged.mp4');
		writeFileSync(file, bytes);
		const { frames, warnings } = await sample(file, { intervalSeconds: 1 });
		expect(frames.length).toBeGreaterThan(0);
		expect(warnings).toContainEqual(expect.stringMatching(/no picture before 00:00:0/));
	});
});

describe('a duration that lies', () => {
	it('does not decide how many frames there may be', async () => {
		const file = await make('lie.mkv', 'testsrc2=s=64x48:r=5:d=20', ...PLAIN);
		const bytes = readFileSync(file);
		bytes.writeDoubleBE(360_000_000, bytes.indexOf(Buffer.from([0x44, 0x89, 0x88])) + 3);
		writeFileSync(file, bytes);
		const sampling = await sample(file, { intervalSeconds: 5 });
		expect(sampling.frames.map(({ seconds }) => seconds)).toEqual([0, 5, 10, 15]);
		expect(sampling.durationSeconds).toBeCloseTo(20, 6);
	});
});

describe('a very long and narrow video', () => {
	it.each([
		['wide', '4000x16'],
		['tall', '16x4000'],
	])('%s is refused where the model takes no such pictures', async (name, size) => {
		const file = await make(`${name}.mp4`, `testsrc2=s=${size}:r=5:d=1`, ...PLAIN);
		const budget = { maximumTokens: 1e6, tokenModel: 'qwen3-vl' };
		await expect(sample(file, { budget })).rejects.toMatchObject({
			code: 'FRAMES_REFUSED',
			message: expect.stringContaining('more than 200 times'),
		});
		const [width, height] = size.split('x').map(Number);
		const { frames } = await sample(file, { strategy: 'scenes', budget: CLAUDE });
		expect(frames).toMatchObject([{ size: { width, height } }]);
	});
});

describe('a long video', () => {
	it('gives the frames chosen outside, though their times differ in the last digits', async () => {
		const file = await make('long.mp4', 'testsrc2=s=64x48:r=30000/1001:d=700', ...PLAIN);
		const times = [30, 3000, 20_000].map((frame) => (frame * 1001) / 30_000);
		const chosen = times.map((at, index) => ({ seconds: at + (index - 1) * 1e-10, score: index }));
		const picked = { chosen, decodedFrames: 0 };
		const input = { kind: 'extract', request: request(file), picked } as const;
		const sampling = (await run(input, context as never)) as Sampling;
		expect(sampling.frames.map(({ seconds }) => seconds)).toEqual(times);
		expect(sampling.frames.map(({ score }) => score)).toEqual([0, 1, 2]);
		expect(sum(sampling)).toBe(sampling.sourceFrames);
		expect(sampling.sourceFrames).toBeCloseTo(700 * 29.97, -1);
	});
});
