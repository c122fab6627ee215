/** @jest-environment ./test/lib/whisper/onnx-environment.js */
import { decodeImage } from '../../../lib/media/image/decode';
import { preprocess } from '../../../lib/media/image/processor';
import {
	shape,
	cosine,
	files,
	golden,
	jointFiles,
	load,
	type OpenClip,
	modelFolder,
	tinyGolden,
	wave,
} from './models';

const embedFile = async ({ processor, embedPictures }: OpenClip, file: string) => {
	const image = await decodeImage(shape(file), { transparency: 'white' });
	const { pixels, size } = preprocess(image, processor);
	return embedPictures([pixels], size);
};

const SIZE = { width: 32, height: 32 };

const CASES = [
	{ title: 'a joint CLIP', name: 'clip-joint-tiny', model: jointFiles, least: 0.99999 },
	{ title: 'a joint Chinese CLIP', name: 'chinese-clip-tiny', model: jointFiles, least: 0.99999 },
	{ title: 'a joint SigLIP', name: 'siglip-tiny', model: jointFiles, least: 0.99999 },
	{ title: 'the towers of a SigLIP', name: 'siglip-tiny', model: files, least: 0.99999 },
	{
		title: 'the 16-bit towers of a CLIP that takes no mask',
		name: 'clip-fp16-tiny',
		model: (folder: string) => files(folder, undefined, '_fp16'),
		of: 'clip-joint-tiny',
		least: 0.999,
	},
];

describe.each(CASES)('$title', ({ name, model, of = name, least }) => {
	const expected = tinyGolden[of];
	let clip: OpenClip;
	beforeAll(async () => {
		clip = await load(model(modelFolder(name)));
	});

	it('places texts where the reference does, whatever is beside them', async () => {
		const tokens = expected.texts.map(({ text }) => clip.text.tokenizer.encode(text));
		expect(tokens.map(({ ids }) => ids)).toEqual(expected.texts.map(({ ids }) => ids));
		const together = await clip.text.embed(tokens);
		for (const [index, vector] of together.entries()) {
			const [alone] = await clip.text.embed([tokens[index]]);
			expect(cosine(vector, expected.textEmbeddings[index])).toBeGreaterThan(least);
			expect(cosine(vector, alone)).toBeGreaterThan(least);
			expect(Math.hypot(...vector)).toBeCloseTo(1, 5);
		}
	});

	it('places pictures where the reference does', async () => {
		const waves = expected.images.flatMap(({ wave: step }) => step ?? []);
		const pixels = waves.map((step) => wave(step));
		const vectors = await clip.embedPictures(pixels, SIZE);
		expect(vectors).toHaveLength(2);
		for (const [index, vector] of vectors.entries()) {
			expect(cosine(vector, expected.imageEmbeddings[index])).toBeGreaterThan(least);
			expect(Math.hypot(...vector)).toBeCloseTo(1, 5);
		}
	});

	it('places files of pictures where the reference does', async () => {
		const pictures = expected.images.flatMap(({ file }, index) => (file ? [{ file, index }] : []));
		for (const { file, index } of name === of ? pictures : []) {
			const [vector] = await embedFile(clip, file);
			expect(cosine(vector, expected.imageEmbeddings[index])).toBeGreaterThan(least);
		}
	});

	it('has nothing to do for nothing', async () => {
		expect(await clip.embedPictures([], SIZE)).toEqual([]);
		expect(await clip.text.embed([])).toEqual([]);
	});
});

describe('clip-shapes', () => {
	const { texts, images } = golden<{
		texts: Array<{ text: string; ids: number[]; embedding: number[] }>;
		images: Array<{ file: string; embedding: number[] }>;
	}>('clip-shapes');

	it.each([
		['32-bit', '', 0.9999],
		['8-bit', '_quantized', 0.999],
	])('in %s places texts and pictures where PyTorch does', async (_, suffix, least) => {
		const clip = await load(files(modelFolder('clip-shapes'), undefined, suffix));
		const tokens = texts.map(({ text }) => clip.text.tokenizer.encode(text));
		expect(tokens.map(({ ids }) => ids)).toEqual(texts.map(({ ids }) => ids));
		const vectors = await clip.text.embed(tokens);
		const cosines = vectors.map((vector, index) => cosine(vector, texts[index].embedding));
		for (const { file, embedding } of images) {
			const [vector] = await embedFile(clip, file);
			cosines.push(cosine(vector, embedding));
		}
		expect(Math.min(...cosines)).toBeGreaterThan(least);
	});
});
