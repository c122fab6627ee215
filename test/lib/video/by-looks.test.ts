import { mkdtempSync } from 'node:fs';
import path from 'node:path';

import type { ClipJob } from '../../../lib/clip/types';
import { shutdownEngines } from '../../../lib/inference/pool';
import { sampleVideo, type SampleOptions } from '../../../lib/video/client';
import type { SampleRequest } from '../../../lib/video/types';
import { makeMedia, useFolder } from '../../helpers/media';
import { watchTemporaryFolder } from '../../helpers/temporary';
import { golden, shapesModel } from '../clip/shapes';
import { makeSlideShow, picture, requestFor } from './videos';

const folder = useFolder();
const temporary = watchTemporaryFolder();

afterAll(() => shutdownEngines());

const job: ClipJob = { model: shapesModel, device: 'cpu', logitScale: golden.logit_scale };

function sample(file: string, more: Partial<SampleRequest>, options?: SampleOptions) {
	return sampleVideo(requestFor(file, mkdtempSync(path.join(folder, 'out-')), more), options);
}

describe('informative', () => {
	const stills = ['astronaut.png', 'chelsea.png', 'coffee.png', 'rocket.jpg', 'page.png'];
	/** A second of black after the second still. */
	const stillAt = (seconds: number) => {
		if (seconds >= 20 && seconds < 21) return 'black';
		return stills[Math.floor((seconds < 20 ? seconds : seconds - 1) / 10)];
	};
	const show = makeStills();

	async function makeStills(): Promise<string> {
		const black = path.join(folder, 'black.png');
		await makeMedia(black, '-f', 'lavfi', '-i', 'color=black:s=320x240', '-frames:v', '1');
		const slides = stills.map((name) => ({ file: picture(name), seconds: 10 }));
		slides.splice(2, 0, { file: black, seconds: 1 });
		const filter = 'noise=alls=12:allf=t';
		return await makeSlideShow(path.join(folder, 'stills.mp4'), slides, { filter });
	}

	it('shows each of five stills with noise once, and no second of black', async () => {
		const { frames, sourceFrames } = await sample(await show, {
			strategy: 'informative',
			count: 20,
		});
		expect(frames.map(({ seconds }) => stillAt(seconds))).toEqual(stills);
		for (const { score } of frames) expect(score).toBeGreaterThan(0.1);
		expect(sourceFrames).toBe(510);
	});

	it('gives as many as asked for', async () => {
		expect((await sample(await show, { strategy: 'informative', count: 3 })).frames).toHaveLength(
			3,
		);
	});

	it('asks a model where there is one', async () => {
		const { frames } = await sample(
			await show,
			{ strategy: 'informative', count: 20 },
			{ clip: { job } },
		);
		expect(frames.length).toBeGreaterThan(1);
		expect(frames.length).toBeLessThanOrEqual(5);
		expect(new Set(frames.map(({ seconds }) => stillAt(seconds))).size).toBe(frames.length);
	});
});

describe('relevant', () => {
	const slides = [
		...['red-square', 'blue-square', 'green-star', 'red-heart', 'yellow-triangle', 'black-cross'],
		...['red-square', 'blue-diamond', 'black-heart', 'blue-triangle'],
	];
	const show = makeSlideShow(
		path.join(folder, 'shapes.mp4'),
		slides.map((name) => ({ file: picture(`shapes/${name}.png`), seconds: 2 })),
		{ size: '224:224' },
	);

	it.each(['red square', 'blue square', 'green star', 'black heart', 'yellow triangle'])(
		'shows the frames with a %s',
		async (query) => {
			const { frames } = await sample(
				await show,
				{ strategy: 'relevant', count: 6 },
				{ clip: { job, query: `a photo of a ${query}` } },
			);
			const shown = frames.map(({ seconds }) => Math.floor(seconds / 2));
			const asked = slides.flatMap((name, at) => (name === query.replace(' ', '-') ? [at] : []));
			expect([...new Set(shown)]).toEqual(asked);
			for (const { score } of frames) {
				expect(score).toBeGreaterThan(0);
				expect(score).toBeLessThanOrEqual(1);
			}
		},
	);

	it('leaves no small pictures behind', async () => {
		await sample(
			await show,
			{ strategy: 'relevant', count: 2 },
			{ clip: { job, query: 'a star' } },
		);
		expect(temporary.list().filter((name) => !name.startsWith('n8n-multimodal-'))).toEqual([]);
		const budget = { maximumTokens: 700, tokenModel: 'claude-opus-4-8' };
		const { frames } = await sample(
			await show,
			{ strategy: 'relevant', count: 4, budget },
			{ clip: { job, query: 'a photo of a red square' } },
		);
		const tokens = frames.reduce((sum, frame) => sum + frame.tokens!, 0);
		expect(tokens).toBeLessThanOrEqual(700);
	});
});
