import { writeFileSync } from 'node:fs';
import path from 'node:path';

import { classifyImages, embedImages, embedTexts, groupDuplicates } from '../../../lib/clip/client';
import type { ClipJob } from '../../../lib/clip/types';
import { cosine } from '../../../lib/clip/vectors';
import { runTask, shutdownEngines } from '../../../lib/inference/pool';
import { makeMedia, useFolder } from '../../helpers/media';
import { areIdle, enginesOn, waitFor } from '../../helpers/processes';
import { watchTemporaryFolder } from '../../helpers/temporary';
import { seeded } from '../whisper/support';
import { allShapes, copiesOf, golden, image, shape, shapesModel, shapesModel8 } from './shapes';

const folder = useFolder();
const temporary = watchTemporaryFolder();
const rockets = copiesOf(image('rocket.jpg'), 350);
const templates = ['a photo of {a} {label}'];

afterAll(() => shutdownEngines());

function job(more: Partial<ClipJob> = {}): ClipJob {
	return { model: shapesModel, device: 'cpu', logitScale: golden.logit_scale, ...more };
}

describe('pictures', () => {
	it('come back as vectors of unit length, with what the call cost', async () => {
		const { result, ...rest } = await embedImages(job(), [shape('red-square.png'), folder]);
		expect(rest).toEqual({
			backend: { backend: 'native', device: 'cpu', threads: expect.any(Number) },
			durationMs: expect.any(Number),
			...{ embeddedImages: 1, embeddedTexts: 0, textTokens: 0, warnings: [] },
			calibration: { kind: 'softmax', scale: golden.logit_scale, bias: 0, source: 'user' },
		});
		const [first, second] = result;
		expect(second).toMatchObject({ ok: false, error: { class: expect.any(String) } });
		if (!first.ok) throw new Error(first.error.message);
		expect(first.result.vector).toBeInstanceOf(Float32Array);
		expect(Math.hypot(...first.result.vector)).toBeCloseTo(1, 5);
		const { embedding } = golden.images.find(({ file }) => file === 'red-square.png')!;
		expect(cosine(first.result.vector, Float32Array.from(embedding))).toBeGreaterThan(0.9999);
	});

	it('in great number leave the memory flat', async () => {
		const rss = async (files: string[]) => {
			const work = { kind: 'images', files, transparency: 'white' };
			const { residentBytes } = await runTask({
				engine: { modelId: shapesModel.id, device: 'cpu' },
				taskModule: require.resolve('../../../lib/clip/task'),
				input: { model: shapesModel, work },
			});
			return residentBytes;
		};
		const before = await rss(rockets.slice(0, 50));
		// 300 decoded pictures would be 250 MB.
		expect((await rss(rockets.slice(50))) - before).toBeLessThan(100 * 2 ** 20);
	});
});

describe('texts', () => {
	it('come back as vectors, with a warning where they were cut', async () => {
		const { text, embedding } = golden.texts[0];
		const long = 'word '.repeat(100);
		const outcome = await embedTexts(job(), [text, long, text]);
		expect(cosine(outcome.result[0], Float32Array.from(embedding))).toBeGreaterThan(0.9999);
		expect(outcome.result[2]).toEqual(outcome.result[0]);
		expect(outcome).toMatchObject({
			...{ embeddedImages: 0, embeddedTexts: 2 },
			textTokens: golden.texts[0].ids.length + 77,
			warnings: [expect.stringContaining('(77 tokens) and was cut')],
		});
	});
});

describe.each([
	['32-bit', shapesModel, 1e-3],
	['8-bit', shapesModel8, 0.05],
])('classifying with the %s model', (_, model, tolerance) => {
	it('answers as transformers does', async () => {
		const files = golden.images.map(({ file }) => shape(file));
		const { labels } = golden;
		const request = [files, { labels, templates }, { multiLabel: false }] as const;
		const outcome = await classifyImages(job({ model }), ...request);
		let right = 0;
		golden.images.forEach(({ answer, probability, similarity, truth }, i) => {
			const one = outcome.result[i];
			if (!one.ok) throw new Error(one.error.message);
			const [best] = one.result.scores;
			expect(best.label).toBe(answer);
			expect(Math.abs(best.score - probability)).toBeLessThan(tolerance);
			expect(Math.abs(best.similarity - similarity)).toBeLessThan(tolerance);
			right += Number(best.label === truth);
		});
		expect(right / files.length).toBe(golden.accuracy);
		// Other tests left a text or two.
		expect(outcome.embeddedTexts).toBeGreaterThan(labels.length - 5);
		const again = await classifyImages(job({ model }), ...request);
		expect(again).toMatchObject({ embeddedTexts: 0, textTokens: 0, embeddedImages: 0 });
		expect(again.result).toEqual(outcome.result);
	});
});

describe('classifying', () => {
	const [file] = allShapes;
	const labels = ['red circle', 'blue square'];

	it('takes 5,000 labels, repeats and blanks left out, and lists the best 100', async () => {
		const many = Array.from({ length: 5000 }, (_, i) => `thing number ${i}`);
		const given = { labels: [...many, ' ', many[7]], templates };
		const outcome = await classifyImages(job(), [file], given, { multiLabel: false });
		expect(outcome.embeddedTexts).toBe(5000);
		const [one] = outcome.result;
		if (!one.ok) throw new Error(one.error.message);
		expect(one.result.scores).toHaveLength(100);
		const second = await classifyImages(job(), [allShapes[1]], given, { multiLabel: false });
		expect(second.embeddedTexts).toBe(0);
	});

	it('averages several templates', async () => {
		const several = { labels, templates: ['{label}', 'a photo of {a} {label}'] };
		const { result } = await classifyImages(job(), [file], several, { multiLabel: false });
		const texts = labels.flatMap((label) => [label, `a photo of a ${label}`]);
		const { result: vectors } = await embedTexts(job(), texts);
		const picture = (await embedImages(job(), [file])).result[0];
		if (!result[0].ok || !picture.ok) throw new Error('broken');
		const sum = vectors[0].map((value, i) => value + vectors[1][i]);
		const { similarity } = result[0].result.scores.find(({ label }) => label === labels[0])!;
		expect(similarity).toBeCloseTo(cosine(sum, picture.result.vector), 5);
	});

	it.each([
		['MULTI_LABEL_UNSUPPORTED', { labels, templates }, true],
		['LABELS_EMPTY', { labels: ['  '], templates }, false],
		['TEMPLATE_WITHOUT_LABEL', { labels, templates: ['a photo'] }, false],
	])('refuses what cannot be done: %s', async (code, set, multiLabel) => {
		const run = classifyImages(job(), [file], set, { multiLabel });
		await expect(run).rejects.toMatchObject({ code, errorClass: 'input' });
	});
});

describe('duplicates', () => {
	it('are grouped in the engine, many through a private file', async () => {
		const random = seeded(5);
		const vectors = Array.from({ length: 3000 }, () =>
			Float32Array.from({ length: 64 }, () => random() - 0.5),
		);
		const twins = [...vectors, ...vectors.map((vector) => vector.map((value) => value * 2))];
		const order = twins.map((_, i) => twins.length - 1 - i);
		const before = temporary.list();
		const groups = await groupDuplicates(job(), twins, { threshold: 0.99999, order });
		expect(groups.map(({ members }) => members)).toEqual(
			vectors.map((_, i) => [5999 - i, 2999 - i]),
		);
		expect(temporary.list()).toEqual(before);
	});

	it('of a few are grouped too', async () => {
		const vectors = [Float32Array.of(1, 0), Float32Array.of(0, 1), Float32Array.of(1, 0.01)];
		const groups = await groupDuplicates(job(), vectors, { threshold: 0.9, order: [1, 2, 0] });
		expect(groups.map(({ members }) => members)).toEqual([[1], [2, 0]]);
		expect(await groupDuplicates(job(), [], { threshold: 0.9, order: [] })).toEqual([]);
	});

	it('of two models are refused', async () => {
		const vectors = [Float32Array.of(1, 0), Float32Array.of(1)];
		const run = groupDuplicates(job(), vectors, { threshold: 0.9, order: [0, 1] });
		await expect(run).rejects.toMatchObject({ code: 'DIMENSIONS_DIFFER' });
	});
});

describe('a cancel', () => {
	it('in the middle leaves the engine alive and idle', async () => {
		await embedImages(job(), []);
		const [{ pid }] = enginesOn('cpu').slice(0, 1);
		const stop = new AbortController();
		const onProgress: ClipJob['onProgress'] = ({ fraction = 0 }) => {
			if (fraction > 0) stop.abort();
		};
		// Not remembered: the transparency is another.
		const transparency = 'ignore';
		const run = embedImages(job({ signal: stop.signal, onProgress, transparency }), rockets);
		await expect(run).rejects.toMatchObject({ code: 'CANCELLED' });
		let isIdle = false;
		await waitFor(() => {
			void areIdle('cpu').then((idle) => (isIdle ||= idle));
			return isIdle || undefined;
		});
		expect(enginesOn('cpu').map((engine) => engine.pid)).toContain(pid);
		const { embeddedImages } = await embedImages(job({ transparency }), rockets.slice(-2));
		expect(embeddedImages).toBe(2);
	});
});

describe('a picture that ends the engine', () => {
	// Another device name, so that the engine to kill is found: it is the processor all the same.
	const device = 'auto';

	it.each([0, 2])('at place %p fails alone', async (culprit) => {
		const files = [...allShapes.slice(0, 4)];
		// Large: its engine is killed while it is being decoded.
		files[culprit] = path.join(folder, `large-${culprit}.jpg`);
		await makeMedia(files[culprit], '-i', image('rocket.jpg'), '-vf', 'scale=7000:5000');
		let kills = 0;
		// The end of the picture before reads the same as the culprit's beginning.
		let ends = culprit === 0 ? 0 : 1;
		const onProgress: ClipJob['onProgress'] = ({ stage, fraction }) => {
			if (stage !== 'looking at pictures') return;
			// All together twice, as an engine that died is tried again, then the one alone twice.
			const isAlone = kills >= 2;
			if (isAlone && fraction !== culprit / files.length) return;
			if (isAlone && ends-- > 0) return;
			kills += 1;
			enginesOn(device).forEach(({ pid }) => process.kill(pid, 'SIGKILL'));
		};
		const { result } = await embedImages(job({ device, onProgress }), files);
		expect(kills).toBe(4);
		result.forEach((outcome, i) => {
			const error = { class: 'engine', code: 'ENGINE_DIED' };
			expect(outcome).toMatchObject(i === culprit ? { ok: false, error } : { ok: true });
		});
	});
});

describe('a file that is no picture', () => {
	it.each([
		['text', 'hello'],
		['nothing', ''],
	])('(%s) fails with a coded error', async (name, content) => {
		const file = path.join(folder, `${name}.png`);
		writeFileSync(file, content);
		const { result } = await embedImages(job(), [file]);
		expect(result[0]).toMatchObject({
			ok: false,
			error: { code: expect.not.stringMatching('INTERNAL'), message: expect.any(String) },
		});
	});
});
