/** @jest-environment ./test/lib/whisper/onnx-environment.js */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { batchSize } from '../../../lib/clip/batch-size';
import { embedImages } from '../../../lib/clip/embed-images';
import { loadClip, type ClipModel } from '../../../lib/clip/model';
import { clipModelError } from '../../../lib/clip/errors';
import { cosine } from '../../../lib/clip/vectors';
import { createImagePreparer } from '../../../lib/media/image/preparer';
import type { Progress, TaskContext } from '../../../lib/inference/types';
import type { ResolvedModel } from '../../../lib/models/types';
import { useFolder } from '../../helpers/media';
import { makeContext } from '../whisper/support';
import { allShapes, copiesOf, golden, image, shape, shapesModel, shapesModel8 } from './shapes';

const folder = useFolder();
const kept: Promise<unknown>[] = [];
let models: Map<ResolvedModel, ClipModel>;

beforeAll(async () => {
	const context = await makeContext();
	const load = async (of: ResolvedModel) => [of, await loadClip(context, of)] as const;
	models = new Map([await load(shapesModel), await load(shapesModel8)]);
});

/** An engine of its own, with nothing remembered. */
async function freshContext(more: Partial<TaskContext> = {}): Promise<TaskContext> {
	const context = await makeContext();
	const keep: TaskContext['keep'] = (key, create) => {
		const value = context.keep(key, create);
		kept.push(value);
		return value;
	};
	return { ...context, keep, ...more };
}

// Threads of a preparer would keep the test from ending.
afterAll(async () => {
	for (const value of await Promise.all(kept)) {
		await (value as { close?(): unknown }).close?.();
	}
});

function embed(files: string[], context: TaskContext, of = shapesModel) {
	const pictures = { modelId: of.id, files, transparency: 'white' as const };
	return embedImages(models.get(of)!, pictures, context);
}

async function vectorsOf(files: string[], context: TaskContext, of = shapesModel) {
	const { outcomes } = await embed(files, context, of);
	return outcomes.map((outcome) => {
		if (!outcome.ok) throw new Error(outcome.error.message);
		return outcome.result.vector;
	});
}

describe.each([
	['32-bit', shapesModel, 0.9999],
	['8-bit', shapesModel8, 0.999],
])('the %s model', (_, of, least) => {
	it('places the pictures where transformers does, in the order of the files', async () => {
		const files = golden.images.map(({ file }) => shape(file));
		const { outcomes, embeddedImages } = await embed(files, await freshContext(), of);
		expect(embeddedImages).toBe(40);
		golden.images.forEach(({ embedding }, i) => {
			const outcome = outcomes[i];
			if (!outcome.ok) throw new Error(outcome.error.message);
			expect(cosine(outcome.result.vector, Float32Array.from(embedding))).toBeGreaterThan(least);
			expect(outcome.result).toMatchObject({ width: 160, height: 160 });
			expect(outcome.result.sharpness).toBeGreaterThan(0);
		});
	});

	it('gives a picture one vector, alone and in company', async () => {
		const together = await vectorsOf(allShapes.slice(0, 9), await freshContext(), of);
		const alone = await freshContext();
		for (const [i, file] of allShapes.slice(0, 9).entries()) {
			const [vector] = await vectorsOf([file], alone, of);
			expect(cosine(vector, together[i])).toBeGreaterThan(0.999999);
		}
	});
});

describe('a picture seen again', () => {
	it('in one call goes through the model once', async () => {
		const copy = path.join(folder, 'copy.png');
		writeFileSync(copy, readFileSync(allShapes[0]));
		const files = [allShapes[0], allShapes[1], copy, allShapes[0]];
		const { outcomes, embeddedImages } = await embed(files, await freshContext());
		expect(embeddedImages).toBe(2);
		expect(outcomes[2]).toEqual(outcomes[0]);
		expect(outcomes[3]).toEqual(outcomes[0]);
		expect(outcomes[1]).not.toEqual(outcomes[0]);
	});

	it('in a later call is remembered', async () => {
		const context = await freshContext();
		const first = await embed(allShapes.slice(0, 3), context);
		const again = await embed(allShapes.slice(0, 4), context);
		expect(again.embeddedImages).toBe(1);
		expect(again.outcomes.slice(0, 3)).toEqual(first.outcomes);
	});

	it('but treated otherwise is another picture', async () => {
		const context = await freshContext();
		const model = models.get(shapesModel)!;
		await embed([allShapes[0]], context);
		const processor = { ...model.processor, filter: 'nearest' as const };
		const pictures = { modelId: shapesModel.id, files: [allShapes[0]] };
		const otherwise = await embedImages(
			{ ...model, processor },
			{ ...pictures, transparency: 'white' },
			context,
		);
		const ignoring = await embedImages(model, { ...pictures, transparency: 'ignore' }, context);
		expect([otherwise.embeddedImages, ignoring.embeddedImages]).toEqual([1, 1]);
	});
});

describe('a broken picture', () => {
	it('among 100 fails alone, with a coded error', async () => {
		const files = copiesOfShape.slice();
		files[37] = path.join(folder, 'broken.png');
		files[70] = path.join(folder, 'absent.png');
		files[71] = folder;
		files[99] = files[37];
		writeFileSync(files[37], readFileSync(allShapes[0]).subarray(0, 150));
		const { outcomes, embeddedImages } = await embed(files, await freshContext());
		const failed = outcomes.flatMap(({ ok }, i) => (ok ? [] : [i]));
		expect(failed).toEqual([37, 70, 71, 99]);
		expect(embeddedImages).toBe(96);
		for (const i of failed) {
			expect(outcomes[i]).toMatchObject({ error: { code: expect.not.stringMatching('INTERNAL') } });
		}
	});

	it('is looked at again in a later call', async () => {
		const context = await freshContext();
		const file = path.join(folder, 'mended.png');
		writeFileSync(file, 'no picture');
		expect((await embed([file], context)).outcomes[0].ok).toBe(false);
		writeFileSync(file, readFileSync(allShapes[0]));
		expect((await embed([file], context)).outcomes[0].ok).toBe(true);
	});
});

describe('a picture that the model makes nothing of', () => {
	it('fails alone, those of its batch do not', async () => {
		const context = await freshContext();
		const model = models.get(shapesModel)!;
		const { pixels: culprit } = await prepareOne(model, allShapes[5]);
		const file = 'onnx/vision_model.onnx';
		const embedOwn: ClipModel['embedPictures'] = async (pixels, size) => {
			const isCulprit = (one: Float32Array) => Buffer.from(one).equals(Buffer.from(culprit));
			if (pixels.some(isCulprit)) throw clipModelError('CLIP_VECTOR_BROKEN', { file, what: 'x' });
			return model.embedPictures(pixels, size);
		};
		const broken = { ...model, lanes: undefined, embedPictures: embedOwn };
		const pictures = { modelId: shapesModel.id, files: allShapes.slice(0, 9) };
		const { outcomes } = await embedImages(broken, { ...pictures, transparency: 'white' }, context);
		expect(outcomes.map(({ ok }) => ok)).toEqual(allShapes.slice(0, 9).map((_, i) => i !== 5));
		expect(outcomes[5]).toMatchObject({ error: { code: 'CLIP_VECTOR_BROKEN' } });
	});
});

/** What the model gets to see of a picture. */
async function prepareOne({ processor }: ClipModel, file: string) {
	const preparer = createImagePreparer(processor, { threads: 1, transparency: 'white' });
	return preparer.prepare(file).finally(() => preparer.close());
}

describe('progress', () => {
	it('goes from nothing to all', async () => {
		const seen: Progress[] = [];
		const progress = (one: Progress) => seen.push(one);
		await embed(allShapes, await freshContext({ progress }));
		const fractions = seen.map(({ fraction }) => fraction);
		expect(fractions).toEqual(fractions.slice().sort((a, b) => a! - b!));
		expect(fractions[0]).toBe(0);
		expect(fractions.at(-1)).toBe(1);
		expect(new Set(seen.map(({ stage }) => stage))).toEqual(new Set(['looking at pictures']));
	});
});

describe('no pictures', () => {
	it('are no outcomes', async () => {
		expect(await embed([], await freshContext())).toEqual({ outcomes: [], embeddedImages: 0 });
	});
});

describe('a cancel', () => {
	it('in the middle ends the call; the next call runs', async () => {
		const stop = new AbortController();
		const progress = ({ fraction }: Progress) => {
			if (fraction! > 0) stop.abort();
		};
		const context = await freshContext({ signal: stop.signal, progress });
		const files = copiesOfRocket;
		await expect(embed(files, context)).rejects.toMatchObject({ code: 'CANCELLED' });
		const after = { ...context, signal: new AbortController().signal, progress() {} };
		const { outcomes } = await embed(allShapes.slice(0, 2), after);
		expect(outcomes.map(({ ok }) => ok)).toEqual([true, true]);
	});
});

describe('the pictures of a batch', () => {
	const model = (activationBytesPerImage: number, pictures = false) =>
		({ activationBytesPerImage, batchDependent: { pictures, texts: false } }) as ClipModel;
	const MiB = 2 ** 20;

	it.each([
		[16, model(1)],
		[16, model(32 * MiB)],
		[15, model(32 * MiB + 1000)],
		[1, model(512 * MiB)],
		[1, model(5000 * MiB)],
		[1, model(1, true)],
	])('are %p', (expected, of) => {
		expect(batchSize(of)).toBe(expected);
	});
});

const copiesOfShape = copiesOf(allShapes[3], 100);
const copiesOfRocket = copiesOf(image('rocket.jpg'), 60);
