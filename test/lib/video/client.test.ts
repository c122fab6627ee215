import { mkdtempSync } from 'node:fs';
import path from 'node:path';

import { runTask, shutdownEngines } from '../../../lib/inference/pool';
import type { Progress } from '../../../lib/inference/types';
import { countImageTokens } from '../../../lib/tokens/count';
import { sampleVideo, type SampleOptions } from '../../../lib/video/client';
import { VIDEO_ENGINE } from '../../../lib/video/engine-key';
import type { SampleRequest } from '../../../lib/video/types';
import golden from '../../fixtures/golden/video.json';
import { makeMedia, useFolder } from '../../helpers/media';
import { makeNumberedVideo, readNumber } from '../../helpers/numbered-video';
import { enginesOn, residentBytesOf } from '../../helpers/processes';
import { randomFrom } from '../../helpers/random';
import { watchTemporaryFolder } from '../../helpers/temporary';
import { filesIn, requestFor, video } from './videos';

const folder = useFolder();
const temporary = watchTemporaryFolder();

afterAll(() => shutdownEngines());

const outFolder = () => mkdtempSync(path.join(folder, 'out-'));

function sample(file: string, more: Partial<SampleRequest> = {}, options?: SampleOptions) {
	return sampleVideo(requestFor(file, outFolder(), more), options);
}

const rounded = (seconds: number) => Math.round(seconds * 1000) / 1000;
const timesOf = (frames: { seconds: number }[]) => frames.map(({ seconds }) => rounded(seconds));

describe('sampling by time', () => {
	it('every second of 29.97 fps shows what is on screen, without drift', async () => {
		const { frames, ...rest } = await sample(video('carphone_pristine.mp4'));
		const shown = golden['carphone_pristine.mp4'].on_screen_at as Record<string, number>;
		const expected = ['0.0', '1.0', '2.0', '3.0'].map((at) => rounded((shown[at] * 1001) / 30000));
		expect(timesOf(frames)).toEqual(expected);
		expect(rest).toMatchObject({ sourceFrames: 120, warnings: [], durationMs: expect.any(Number) });
		expect(frames.reduce((sum, { sourceFrames }) => sum + sourceFrames, 0)).toBe(120);
		expect(frames[0]).not.toHaveProperty('score');
		expect(frames[0]).not.toHaveProperty('tokens');
	});

	it('takes the middles of equal parts, within start and end', async () => {
		const { frames, durationSeconds } = await sample(video('bikes.mp4'), {
			...{ strategy: 'count', count: 2, startSeconds: 2, endSeconds: 4 },
		});
		expect(timesOf(frames)).toEqual([2.48, 3.48]);
		expect(durationSeconds).toBe(2);
	});

	it('gives a still that stands longer than the step once', async () => {
		const still = await makeMedia(
			path.join(folder, 'still.mp4'),
			...['-f', 'lavfi', '-i', 'testsrc=r=1/5:d=20:s=64x48', '-pix_fmt', 'yuv420p'],
		);
		expect(timesOf((await sample(still)).frames)).toEqual([0, 5, 10, 15]);
	});

	it('takes key frames only when asked', async () => {
		const { frames } = await sample(video('bikes.mp4'), { keyframesOnly: true });
		expect(timesOf(frames)).toEqual([0, 1.2, 3.04, 5.48, 7.48]);
	});

	it.each([false, true])(
		'looks up few frames of a long video (key frames only: %s)',
		async (keyframesOnly) => {
			const long = await longVideo;
			const { frames, sourceFrames } = await sample(long, {
				...{ strategy: 'count', count: 5, keyframesOnly, format: 'png' },
			});
			const times = timesOf(frames);
			expect(times).toEqual(
				[75, 225, 375, 525, 675].map((at) => (keyframesOnly ? Math.floor(at / 12) * 12 : at)),
			);
			for (const { file, seconds } of frames) expect(await readNumber(file)).toBe(seconds * 5);
			expect(sourceFrames).toBe(3750);
			expect(frames.reduce((sum, frame) => sum + frame.sourceFrames, 0)).toBe(3750);
		},
	);
});

/** 12.5 minutes, a key frame every 12 seconds. */
const longVideo = makeNumberedVideo(path.join(folder, 'long.mp4'), {
	...{ frames: 3750, framesPerSecond: 5 },
	output: ['-c:v', 'libx264', '-preset', 'ultrafast', '-g', '60', '-sc_threshold', '0'],
});

describe.each(['content', 'adaptive'] as const)('scenes by %s', (detector) => {
	it.each(['bikes.mp4', 'bigbuckbunny.mp4', 'carphone_pristine.mp4'] as const)(
		'of %s are PySceneDetect’s',
		async (name) => {
			const scenes = { detector, minimumSeconds: 0.6, place: 0.5 };
			const { frames } = await sample(video(name), { strategy: 'scenes', scenes });
			const found = frames.map(({ scene }) => [
				rounded(scene!.startSeconds),
				rounded(scene!.endSeconds),
			]);
			const { pyscenedetect_content27, pyscenedetect_adaptive } = golden[name];
			const expected = detector === 'content' ? pyscenedetect_content27 : pyscenedetect_adaptive;
			if (expected.length === 0) expect(found).toHaveLength(1);
			else expect(found).toEqual(expected);
			for (const { seconds, scene } of frames) {
				expect(seconds).toBeGreaterThanOrEqual(scene!.startSeconds);
				expect(seconds).toBeLessThan(scene!.endSeconds);
			}
		},
	);
});

describe('a budget', () => {
	const next = randomFrom(6);
	const models = ['gpt-5.6-sol', 'claude-opus-4-8', 'gemini-3.8-flash', 'qwen3-vl'];
	const strategies = ['interval', 'count', 'scenes', 'informative'] as const;
	const cases = Array.from({ length: 10 }, (_, round) => ({
		tokenModel: models[round % models.length],
		strategy: strategies[Math.floor(next() * strategies.length)],
		maximumTokens: Math.floor(300 * 30 ** next()),
	}));

	it.each(cases)('of $maximumTokens for $tokenModel holds by $strategy', async (one) => {
		const { strategy, ...budget } = one;
		const sampling = sample(video('bikes.mp4'), { strategy, budget, intervalSeconds: 0.5 });
		const result = await sampling.catch((error: { code: string }) => error.code);
		if (typeof result === 'string') {
			expect(result).toBe('BUDGET_TOO_SMALL');
			expect(budget.maximumTokens).toBeLessThan(1200);
			return;
		}
		let sum = 0;
		for (const { tokens, size } of result.frames) {
			expect(tokens).toBe(countImageTokens(budget.tokenModel, size).tokens);
			sum += tokens!;
		}
		expect(sum).toBeGreaterThan(0);
		expect(sum).toBeLessThanOrEqual(budget.maximumTokens);
	});

	it('says what it changed', async () => {
		const budget = { maximumTokens: 300, tokenModel: 'claude-opus-4-8' };
		const { frames, warnings } = await sample(video('bigbuckbunny.mp4'), { budget });
		expect(frames.length).toBeLessThan(6);
		expect(warnings).toEqual([
			expect.stringMatching(
				/^To stay within 300 tokens for claude-opus-4-8: \d frames instead of 6/,
			),
		]);
	});
});

describe('pictures', () => {
	it('are no wider than asked, never enlarged, in the format asked for', async () => {
		const small = await sample(video('bikes.mp4'), {
			...{ strategy: 'count', count: 1, maximumWidth: 160, format: 'webp' },
		});
		expect(small.frames[0]).toMatchObject({ size: { width: 160, height: 68 } });
		expect(small.frames[0].file).toMatch(/\.webp$/);
		const large = await sample(video('bikes.mp4'), {
			count: 1,
			strategy: 'count',
			maximumWidth: 9999,
		});
		expect(large.frames[0].size).toEqual({ width: 640, height: 272 });
	});

	it('lie in the folder given, and nothing else is left', async () => {
		const request = requestFor(video('bikes.mp4'), outFolder(), { strategy: 'count', count: 3 });
		const { frames } = await sampleVideo(request);
		expect(filesIn(request.folder)).toEqual(frames.map(({ file }) => path.basename(file)));
		expect(temporary.inputs()).toEqual([]);
	});
});

describe('an impossible request', () => {
	it.each<[string, string, Partial<SampleRequest>, string | RegExp]>([
		[
			'a start behind the end',
			'START_BEYOND_END',
			{ startSeconds: 50 },
			/at 50 s, .* ends at 10 s/,
		],
		[
			'an unknown model',
			'TOKEN_MODEL_UNKNOWN',
			{ budget: { maximumTokens: 9, tokenModel: '?' } },
			'',
		],
		['no question', 'QUERY_EMPTY', { strategy: 'relevant' }, 'what to look for'],
		['no interval', 'NUMBER_INVALID', { intervalSeconds: 0 }, 'a number above 0'],
		[
			'a part without key frame',
			'NO_KEYFRAMES',
			{ startSeconds: 1.3, endSeconds: 3, keyframesOnly: true },
			'1.3 s and 3 s',
		],
		['a million frames', 'FRAMES_TOO_MANY', { intervalSeconds: 1e-5 }, 'every 0.001 seconds'],
		['no file', 'FILE_MISSING', { videoPath: '/no/such.mp4' }, '/no/such.mp4'],
	])('for %s is refused as %s', async (_, code, more, sentence) => {
		const failure = await sample(video('bikes.mp4'), more).catch((error: Error) => error);
		expect(failure).toMatchObject({ code, message: expect.stringMatching(sentence) });
	});

	it('ends with the signal', async () => {
		const controller = new AbortController();
		const onProgress = ({ stage }: Progress) => {
			if (stage === 'looking at the frames') controller.abort();
		};
		const options = { signal: controller.signal, onProgress };
		const sampling = sample(video('bigbuckbunny.mp4'), { strategy: 'scenes' }, options);
		await expect(sampling).rejects.toMatchObject({ code: 'CANCELLED' });
	});
});

describe('the engine', () => {
	it('tells how far it is', async () => {
		const told: Progress[] = [];
		const onProgress = (progress: Progress) => void told.push(progress);
		await sample(video('bikes.mp4'), { strategy: 'informative' }, { onProgress });
		const stages = [...new Set(told.map(({ stage }) => stage))];
		expect(stages).toEqual([
			...['reading the video', 'listing the frames', 'looking at the frames'],
			...['choosing the frames', 'writing the frames'],
		]);
		expect(told.every(({ fraction = 0 }) => fraction >= 0 && fraction <= 1)).toBe(true);
		expect(told.at(-1)).toEqual({ stage: 'writing the frames', fraction: 1 });
	});

	it('is one, without a model in its memory', async () => {
		await sample(video('bikes.mp4'));
		const engines = enginesOn('none');
		expect(engines).toHaveLength(1);
		expect(residentBytesOf(engines[0])).toBeLessThan(150 * 2 ** 20);
	});

	it('runs no model', async () => {
		const task = { taskModule: require.resolve('./open-session-task'), input: {} };
		await expect(runTask({ engine: VIDEO_ENGINE, ...task })).rejects.toMatchObject({
			code: 'NO_MODEL_HERE',
		});
	});
});
