/** @jest-environment ./test/lib/whisper/onnx-environment.js */
import { appendFileSync } from 'node:fs';
import path from 'node:path';
import { loadClip } from '../../../lib/clip/model';
import type { ResolvedModel } from '../../../lib/models/types';
import { files, jointFiles, load, makeContext, modelFolder, wave, withChanged } from './models';

const onnx = (name: string, file: string) => path.join(modelFolder(name), 'onnx', `${file}.onnx`);
const half = (part: string) => onnx('clip-fp16-tiny', `${part}_model_fp16`);
const siglip = files(modelFolder('siglip-tiny'));
const same = (fields: object) => fields;
const SIZE = { width: 32, height: 32 };

const mixed = (folder: string, parts: Record<string, string>): ResolvedModel => ({
	...files(modelFolder(folder)),
	id: JSON.stringify(parts),
	parts,
});

describe('a model that cannot work is refused with its reason', () => {
	const { vision_model: vision, text_model: text } = siglip.parts;

	it.each([
		[
			'halves of two models',
			mixed('siglip-tiny', { vision_model: vision, text_model: half('text') }),
			'CLIP_HALVES_DISAGREE',
			{ imageNumbers: 16, textNumbers: 20 },
		],
		[
			'a model of texts',
			mixed('siglip-tiny', { model: text }),
			'CLIP_HALF_MISSING',
			{ file: 'text_model.onnx', half: 'pictures', inputs: ['input_ids'] },
		],
		[
			'a model of pictures',
			mixed('siglip-tiny', { model: vision }),
			'CLIP_HALF_MISSING',
			{ half: 'texts', inputs: ['pixel_values'] },
		],
		[
			'a half that asks for more',
			mixed('siglip-tiny', { vision_model: onnx('siglip-tiny', 'model'), text_model: text }),
			'CLIP_INPUT_UNKNOWN',
			{ file: 'model.onnx', unknown: ['input_ids'] },
		],
		['no half at all', mixed('siglip-tiny', {}), 'CLIP_CONFIG_INVALID', {}],
	])('%s', async (_, model, code, details) => {
		await expect(load(model)).rejects.toMatchObject({ errorClass: 'model', code, details });
	});

	it('another picture size than the preparation makes', async () => {
		const change = (fields: object) => ({ ...fields, size: { height: 48, width: 40 } });
		await expect(
			withChanged('siglip-tiny', 'preprocessor_config.json', change, (folder) =>
				load(files(folder)),
			),
		).rejects.toMatchObject({
			code: 'CLIP_PICTURE_SIZE',
			details: { file: 'vision_model.onnx', expected: '32 x 32', found: '40 x 48' },
		});
	});

	it.each(['[]', '"clip"', '{"model_type":'])('a config.json that holds %s', async (content) => {
		const made = withChanged(
			'siglip-tiny',
			'config.json',
			() => ({}),
			async (folder) => {
				const { writeFileSync } = await import('node:fs');
				writeFileSync(path.join(folder, 'config.json'), content);
				return load(files(folder));
			},
		);
		await expect(made).rejects.toMatchObject({
			code: 'CLIP_CONFIG_INVALID',
			details: { file: 'config.json' },
		});
	});
});

describe('a run that goes wrong', () => {
	it('names the file and the pictures it stopped at', async () => {
		const { embedPictures } = await load(siglip);
		await expect(embedPictures([wave(1, 40)], { width: 40, height: 40 })).rejects.toMatchObject({
			code: 'CLIP_RUN_FAILED',
			details: { file: 'vision_model.onnx', what: 'pictures of 40 x 40 points' },
		});
	});

	it('says that a result has no meaning', async () => {
		const { embedPictures } = await load(siglip);
		const pixels = [wave(1), new Float32Array(3 * 32 * 32).fill(NaN)];
		await expect(embedPictures(pixels, SIZE)).rejects.toMatchObject({
			code: 'CLIP_VECTOR_BROKEN',
		});
	});
});

it('a model is loaded once and kept', async () => {
	const context = await makeContext();
	const [one, two] = await Promise.all([loadClip(context, siglip), loadClip(context, siglip, 7)]);
	expect(two.embedPictures).toBe(one.embedPictures);
	expect(await two.openTexts()).toBe(await one.openTexts());
	expect(one.calibration).toBeUndefined();
	expect(two.calibration).toMatchObject({ scale: 7, source: 'user' });
});

it('a joint file is given back where the last of its trial runs fails', async () => {
	const joint = jointFiles(modelFolder('siglip-tiny'));
	const good = await countedContext(Infinity);
	await loadClip(good.context, joint);
	expect(good.count).toMatchObject({ released: 0 });
	const bad = await countedContext(good.count.runs);
	await expect(loadClip(bad.context, joint)).rejects.toMatchObject({ code: 'CLIP_RUN_FAILED' });
	expect(bad.count).toEqual({ runs: good.count.runs, released: 1 });
});

/** A context whose sessions' run of that number fails. */
async function countedContext(failing: number) {
	const context = await makeContext();
	const count = { runs: 0, released: 0 };
	const createSession = async (file: string) => {
		const session = await context.backend.createSession(file);
		const run: typeof session.run = async (...given: [never]) => {
			count.runs++;
			if (count.runs === failing) throw new Error('stopped');
			return await session.run(...given);
		};
		const release = async () => void count.released++;
		const changed: Record<string | symbol, unknown> = { run, release };
		return new Proxy(session, {
			get: (target, key) => changed[key] ?? (Reflect.get(target, key, target) as unknown),
		});
	};
	return { context: { ...context, backend: { ...context.backend, createSession } }, count };
}

describe('what batches are made by', () => {
	it('rounding over the batch is seen in the file', async () => {
		const folder = modelFolder('clip-joint-tiny');
		const no = { pictures: false, texts: false };
		expect((await load(jointFiles(folder))).batchDependent).toEqual(no);
		const yes = { pictures: true, texts: true };
		expect((await load(files(folder, ['model'], '_quantized'))).batchDependent).toEqual(yes);
	});

	it('weights alone in 8-bit do not round over the batch', async () => {
		const clip = await load(files(modelFolder('clip-shapes'), undefined, '_quantized'));
		expect(clip.batchDependent).toEqual({ pictures: false, texts: false });
	});

	it.each([
		['vision_model', { pictures: true, texts: false }],
		['text_model', { pictures: false, texts: true }],
	])('a %s that rounds over the batch says nothing of the other half', async (part, expected) => {
		// A remark at the end of the file that reads like an operation.
		const remark = Buffer.from('\x32\x17\x22\x15DynamicQuantizeLinear', 'latin1');
		const clip = await withChanged('siglip-tiny', 'config.json', same, (folder) => {
			appendFileSync(path.join(folder, `onnx/${part}.onnx`), remark);
			return load(files(folder));
		});
		expect(clip.batchDependent).toEqual(expected);
	});

	it('memory comes from the described tower, else from the picture', async () => {
		expect((await load(siglip)).activationBytesPerImage).toBe(
			4 * (17 * (6 * 16 + 2 * 32 + 2 * 2 * 17) + 3 * 32 ** 2),
		);
		const change = ({ model_type }: Record<string, unknown>) => ({ model_type });
		const bare = await withChanged('siglip-tiny', 'config.json', change, (folder) =>
			load(files(folder)),
		);
		expect(bare.activationBytesPerImage).toBe(64 * 4 * 3 * 32 * 32);
		expect(bare.text.tokenizer.maximumTokens).toBe(16);
	});
});
