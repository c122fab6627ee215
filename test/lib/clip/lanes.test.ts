/** @jest-environment ./test/lib/whisper/onnx-environment.js */
import path from 'node:path';

import { embedImages } from '../../../lib/clip/embed-images';
import { embedTexts } from '../../../lib/clip/embed-texts';
import { planLanes } from '../../../lib/clip/lanes';
import { type ClipModel, loadClip } from '../../../lib/clip/model';
import { weightBytes } from '../../../lib/clip/weights';
import type { TaskContext } from '../../../lib/inference/types';
import { MAXIMUM_LANE_COPIES_BYTES, MAXIMUM_LANES } from '../../../lib/limits';
import type { ResolvedModel } from '../../../lib/models/types';
import { files, makeContext, modelFolder } from './models';
import { allShapes, shapesModel, shapesModel8 } from './shapes';

const MiB = 2 ** 20;
const kept: Promise<unknown>[] = [];

afterAll(async () => {
	for (const value of await Promise.all(kept)) {
		await (value as { close?(): unknown }).close?.();
	}
});

describe('lanes', () => {
	const native = (threads: number) => ({ backend: 'native', device: 'cpu', threads }) as const;

	it.each([
		['one thread', 1, 5000 * MiB, { count: 1, threads: 1 }],
		['two threads and room for a copy', 2, MAXIMUM_LANE_COPIES_BYTES, { count: 2, threads: 1 }],
		['two threads and no room', 2, MAXIMUM_LANE_COPIES_BYTES + 1, undefined],
		['four threads and room for one copy', 4, 351 * MiB, { count: 2, threads: 2 }],
		['six threads and room for one copy', 6, 351 * MiB, undefined],
		['six threads and a small model', 6, 88 * MiB, { count: 6, threads: 1 }],
		['many threads and a small model', 16, MiB, { count: MAXIMUM_LANES, threads: 2 }],
		['too many threads for lanes', 3 * MAXIMUM_LANES, MiB, undefined],
	])('for %s', (_, threads, bytes, expected) => {
		expect(planLanes(native(threads), bytes)).toEqual(expected);
	});

	it.each([
		{ backend: 'native', device: 'cuda', threads: 2 },
		{ backend: 'wasm', device: 'wasm', threads: 2 },
	] as const)('are none on %p', (backend) => {
		expect(planLanes(backend, MiB)).toBeUndefined();
	});
});

describe('the weights of a model', () => {
	it('are its file and the files beside it', async () => {
		const { vision_model: vision } = shapesModel.parts;
		expect(await weightBytes(vision)).toBeGreaterThan(10_000);
		await expect(weightBytes(path.join(modelFolder('nothing'), 'x.onnx'))).rejects.toThrow();
	});
});

/** An engine of its own with two threads. */
async function open(of: ResolvedModel, change: (model: ClipModel) => object = () => ({})) {
	const made = await makeContext();
	const backend = { ...made.backend, threads: 2 };
	const keep: TaskContext['keep'] = (key, create) => {
		const value = made.keep(key, create);
		kept.push(value);
		return value;
	};
	const context = { ...made, backend, keep };
	const loaded = await loadClip(context, of);
	const model = { ...loaded, ...change(loaded) };
	const embed = (some: string[]) =>
		embedImages(model, { modelId: of.id, files: some, transparency: 'white' }, context);
	return { context, model, embed };
}

describe.each([
	['32-bit', shapesModel],
	['8-bit', shapesModel8],
])('pictures in lanes of the %s model', (_, of) => {
	it('get the vectors that they get in one model', async () => {
		const lanes = await open(of);
		expect(lanes.model.lanes).toMatchObject({ count: 2, threads: 1 });
		const one = await open(of, () => ({ lanes: undefined }));
		const { outcomes: expected } = await one.embed(allShapes);
		const { outcomes } = await lanes.embed(allShapes);
		expect(outcomes).toHaveLength(allShapes.length);
		outcomes.forEach((outcome, i) => {
			const other = expected[i];
			if (!outcome.ok || !other.ok) throw new Error('a picture failed');
			const { vector, ...rest } = outcome.result;
			const { vector: otherVector, ...otherRest } = other.result;
			expect(rest).toEqual(otherRest);
			vector.forEach((value, at) => expect(value).toBeCloseTo(otherVector[at], 5));
		});
	});
});

describe('a model at fault', () => {
	it('fails the call, not the pictures', async () => {
		const { embed } = await open(shapesModel, ({ lanes }) => ({
			lanes: { ...lanes, file: path.join(modelFolder('clip-shapes'), 'absent.onnx') },
		}));
		await expect(embed(allShapes)).rejects.toMatchObject({ code: 'MODEL_UNREADABLE' });
	});

	it('whose halves are of two models is seen when both are used', async () => {
		const siglip = files(modelFolder('siglip-tiny'));
		const text = path.join(modelFolder('clip-fp16-tiny'), 'onnx/text_model_fp16.onnx');
		const mixed = { ...siglip, id: 'mixed', parts: { ...siglip.parts, text_model: text } };
		const { context, model, embed } = await open(mixed);
		await embedTexts(model, { modelId: 'mixed', texts: ['a cat'] }, context);
		await expect(embed(allShapes)).rejects.toMatchObject({ code: 'CLIP_HALVES_DISAGREE' });
	});
});
