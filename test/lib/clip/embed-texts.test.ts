/** @jest-environment ./test/lib/whisper/onnx-environment.js */
import { embedTexts } from '../../../lib/clip/embed-texts';
import { type ClipModel, loadClip } from '../../../lib/clip/model';
import { cosine } from '../../../lib/clip/vectors';
import type { TaskContext } from '../../../lib/inference/types';
import type { ResolvedModel } from '../../../lib/models/types';
import { makeContext } from '../whisper/support';
import { golden, shapesModel, shapesModel8 } from './shapes';

let models: Map<ResolvedModel, ClipModel>;

beforeAll(async () => {
	const context = await makeContext();
	const load = async (of: ResolvedModel) => [of, await loadClip(context, of)] as const;
	models = new Map([await load(shapesModel), await load(shapesModel8)]);
});

function embed(texts: string[], context: TaskContext, of = shapesModel) {
	return embedTexts(models.get(of)!, { modelId: of.id, texts }, context);
}

describe.each([
	['32-bit', shapesModel, 0.9999],
	['8-bit', shapesModel8, 0.999],
])('the %s model', (_, of, least) => {
	it('places the texts where transformers does, in their order', async () => {
		const texts = golden.texts.map(({ text }) => text);
		const { vectors, embeddedTexts, textTokens } = await embed(texts, await makeContext(), of);
		golden.texts.forEach(({ embedding }, i) => {
			expect(cosine(vectors[i], Float32Array.from(embedding))).toBeGreaterThan(least);
		});
		expect(embeddedTexts).toBe(texts.length);
		expect(textTokens).toBe(golden.texts.reduce((sum, { ids }) => sum + ids.length, 0));
	});

	it('gives a text one vector, alone and in company', async () => {
		const texts = ['cat', 'a photo of a red circle beside a blue square', 'a green star'];
		const { vectors } = await embed(texts, await makeContext(), of);
		for (const [i, text] of texts.entries()) {
			const { vectors: alone } = await embed([text], await makeContext(), of);
			expect(cosine(alone[0], vectors[i])).toBeGreaterThan(0.999999);
		}
	});
});

describe('a text given again', () => {
	it('goes through the model once, also in later calls', async () => {
		const context = await makeContext();
		const first = await embed(['a', 'b', 'a'], context);
		expect(first.embeddedTexts).toBe(2);
		expect(first.vectors[2]).toBe(first.vectors[0]);
		const again = await embed(['b', 'c'], context);
		expect(again).toMatchObject({ embeddedTexts: 1, textTokens: 3 });
		expect(again.vectors[0]).toBe(first.vectors[1]);
	});

	it('is told as cut each time', async () => {
		const context = await makeContext();
		const long = 'word '.repeat(100);
		expect((await embed([long, 'a'], context)).cutTexts).toEqual([long]);
		expect(await embed([long], context)).toMatchObject({ cutTexts: [long], embeddedTexts: 0 });
	});
});

describe('more texts than go at once', () => {
	it('come in their order', async () => {
		const texts = Array.from({ length: 70 }, (_, i) => `${'very '.repeat(i % 7)}number ${i}`);
		const { vectors } = await embed(texts, await makeContext());
		const alone = await makeContext();
		for (const i of [0, 31, 32, 69]) {
			const [vector] = (await embed([texts[i]], alone)).vectors;
			expect(cosine(vector, vectors[i])).toBeGreaterThan(0.999999);
		}
	});

	it('stop on cancel', async () => {
		const context = await makeContext();
		const stopped = { ...context, signal: AbortSignal.abort() };
		await expect(embed(['a', 'b'], stopped)).rejects.toMatchObject({ code: 'CANCELLED' });
	});
});

it('no texts are no vectors', async () => {
	expect(await embed([], await makeContext())).toMatchObject({ vectors: [], embeddedTexts: 0 });
});
