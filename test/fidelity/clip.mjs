/** CLIP and its relatives against transformers on PyTorch and Pillow (goldens in test/fixtures/golden). */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../../scripts/lib/build.mjs';
import { compareFamilies } from './lib/clip-families.mjs';
import { createContext, lib } from './lib/context.mjs';
import { cosine, gaps, mean } from './lib/numbers.mjs';

const fixture = (...names) => path.join(root, 'test/fixtures', ...names);
const golden = (name) => JSON.parse(readFileSync(fixture('golden', `${name}.json`), 'utf8'));

const { CLIP_REQUIREMENT } = lib('clip/client.js');
const { readClipConfig } = lib('clip/config.js');
const { decodeVector } = lib('clip/wire.js');
const { readTokenizer } = lib('clip/tokenizer.js');
const task = lib('clip/task.js');
const { decodeImage } = lib('media/image/decode.js');
const { preprocess } = lib('media/image/processor.js');
const { readImageProcessor } = lib('media/image/processor-config.js');
const { resolveModel } = lib('models/resolve.js');

const PIXEL_ERROR = 0.02;
const COSINES = { fp32: 0.9999, q8: 0.999 };
const PROBABILITY_ERROR = 1e-3;

export async function compare(report) {
	await compareTokens(report);
	await comparePixels(report);
	const context = await createContext();
	for (const dtype of ['fp32', 'q8']) await compareShapes(report, context, dtype);
	await compareFamilies(report, context);
}

async function compareTokens(report) {
	const folder = fixture('models/clip-shapes');
	const tokenizer = await readTokenizer(folder, await readClipConfig(folder));
	for (const { text, ids } of golden('clip-preprocess').tokenizer) {
		const same = String(tokenizer.encode(text).ids) === String(ids);
		const shown = text.length > 34 ? `${text.slice(0, 34)}...` : text;
		const what = `token ids of ${JSON.stringify(shown)}`;
		report(what, same ? 'identical' : 'different', 'identical', same);
	}
}

async function comparePixels(report) {
	const processor = await readImageProcessor(fixture('models/clip-processor'));
	const pixelsOf = async (file, transparency) =>
		preprocess(await decodeImage(fixture('image', file), { transparency }), processor).pixels;
	const say = (what, errors) => {
		const worst = Math.max(...errors);
		const measured = `max ${worst.toExponential(1)}, mean ${mean(errors).toExponential(1)}`;
		report(what, measured, `<= ${PIXEL_ERROR}`, worst <= PIXEL_ERROR);
	};
	const first = Object.entries(golden('clip-preprocess').preprocess);
	for (const [file, { shape, samples, mean: means }] of first) {
		const pixels = await pixelsOf(file, 'ignore');
		const [, height, width] = shape;
		const found = samples.map(([channel, y, x]) => pixels[(channel * height + y) * width + x]);
		const expected = samples.map(([, , , value]) => value);
		const planes = means.map((_, i) => mean(pixels.subarray(...plane(i, height * width))));
		say(`pixels of ${file}`, [...gaps(found, expected), ...gaps(planes, means)]);
	}
	const { step, pictures } = golden('clip-pixels');
	for (const { file, transparency, samples } of pictures) {
		const found = (await pixelsOf(file, transparency)).filter((_, i) => i % step === 0);
		const how = transparency === 'white' ? ' on white' : '';
		say(`pixels of ${file}${how}, ${samples.length} places`, gaps(found, samples));
	}
}

function plane(index, length) {
	return [index * length, (index + 1) * length];
}

async function compareShapes(report, context, dtype) {
	const reference = golden('clip-shapes');
	const folder = fixture('models/clip-shapes');
	const model = await resolveModel({ mode: 'folder', value: folder }, CLIP_REQUIREMENT, { dtype });
	// Two weight formats of one folder share an id, and so an engine; here they must not share a model.
	const own = { ...model, id: `${model.id} ${dtype}` };
	const run = (work, logitScale) => task.run({ model: own, logitScale, work }, context);
	const files = reference.images.map(({ file }) => fixture('image/shapes', file));
	const pictures = await run({ kind: 'images', files, transparency: 'ignore' });
	const texts = await run({ kind: 'texts', texts: reference.texts.map(({ text }) => text) });
	const vectors = pictures.result.map(({ result }) => decodeVector(result.vector));
	compareVectors(report, `${dtype}: pictures`, vectors, reference.images, COSINES[dtype]);
	const textVectors = texts.result.map(decodeVector);
	compareVectors(report, `${dtype}: texts`, textVectors, reference.texts, COSINES[dtype]);

	const labels = { labels: reference.labels, templates: ['a photo of {a} {label}'] };
	const work = { kind: 'classify', files, transparency: 'ignore', labels, multiLabel: false };
	const { result } = await run(work, reference.logit_scale);
	const answers = result.map(({ result: { scores } }) => scores[0]);
	compareAnswers(report, dtype, answers, reference);
}

function compareVectors(report, what, vectors, references, bound) {
	const cosines = vectors.map((vector, i) => cosine(vector, references[i].embedding));
	const least = Math.min(...cosines);
	const measured = `min ${least.toFixed(7)}, mean ${mean(cosines).toFixed(7)}`;
	report(`${what}: cosine of ${cosines.length}`, measured, `>= ${bound}`, least >= bound);
}

/** 8-bit weights may turn a close answer, so that only 32-bit ones are held to all answers and their probabilities. */
function compareAnswers(report, dtype, answers, { images, accuracy }) {
	const isExact = dtype === 'fp32';
	const equal = answers.filter(({ label }, i) => label === images[i].answer).length;
	report(
		`${dtype}: zero-shot answers equal`,
		`${equal} of ${images.length}`,
		isExact ? `${images.length}` : 'told only',
		!isExact || equal === images.length,
	);
	const errors = answers
		.map(({ label, score }, i) => (label === images[i].answer ? score - images[i].probability : 0))
		.map(Math.abs);
	const worst = Math.max(...errors);
	report(
		`${dtype}: probability of equal answers`,
		`max error ${worst.toExponential(1)}`,
		isExact ? `<= ${PROBABILITY_ERROR}` : 'told only',
		!isExact || worst <= PROBABILITY_ERROR,
	);
	const right = answers.filter(({ label }, i) => label === images[i].truth).length;
	const found = right / images.length;
	report(
		`${dtype}: zero-shot accuracy`,
		found.toFixed(3),
		isExact ? accuracy.toFixed(3) : `${accuracy.toFixed(3)}, told only`,
		!isExact || found === accuracy,
	);
}
