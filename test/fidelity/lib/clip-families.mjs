import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../../../scripts/lib/build.mjs';
import { lib } from './context.mjs';
import { cosine, gaps, mean } from './numbers.mjs';

const { clipRequirement } = lib('clip/client.js');
const { readClipConfig } = lib('clip/config.js');
const { loadClip } = lib('clip/model.js');
const { scoreLabels } = lib('clip/scores.js');
const { readTokenizer } = lib('clip/tokenizer.js');
const { decodeImage } = lib('media/image/decode.js');
const { preprocess } = lib('media/image/processor.js');
const { resolveModel } = lib('models/resolve.js');

const COSINE = 0.9999;
const PROBABILITY_ERROR = 1e-3;
const fixture = (...names) => path.join(root, 'test/fixtures', ...names);

/** Tiny models with random weights, one a family: its layout, padding, processor and scores. */
export async function compareFamilies(report, context) {
	const golden = JSON.parse(readFileSync(fixture('golden/clip-tiny.json'), 'utf8'));
	for (const [name, reference] of Object.entries(golden)) {
		await compareTokens(report, name, reference);
		if (reference.images) await compareModel(report, context, name, reference);
	}
}

async function compareTokens(report, name, { texts }) {
	const folder = fixture('models', name);
	const tokenizer = await readTokenizer(folder, await readClipConfig(folder));
	const same = texts.filter(({ text, ids }) => String(tokenizer.encode(text).ids) === String(ids));
	const measured = `${same.length} of ${texts.length} identical`;
	report(`${name}: token ids`, measured, 'all', same.length === texts.length);
}

async function compareModel(report, context, name, reference) {
	const source = { mode: 'folder', value: fixture('models', name) };
	const files = await resolveModel(source, clipRequirement(source), { dtype: 'fp32' });
	const { embedPictures, openTexts, processor, calibration } = await loadClip(context, files);
	const { tokenizer, embed } = await openTexts();
	const pictures = [];
	for (const image of reference.images) pictures.push(await pixelsOf(image, processor));
	const images = await embedPictures(
		pictures.map(({ pixels }) => pixels),
		pictures[0].size,
	);
	const texts = await embed(reference.texts.map(({ text }) => tokenizer.encode(text)));
	compareVectors(report, `${name}: pictures`, images, reference.imageEmbeddings);
	compareVectors(report, `${name}: texts`, texts, reference.textEmbeddings);
	const names = texts.map((_, i) => String(i));
	const errors = images.flatMap((image, i) => {
		const cosines = texts.map((text) => cosine(image, text));
		const scores = scoreLabels(names, cosines, calibration);
		const inOrder = names.map((label) => scores.find((one) => one.label === label).score);
		return gaps(inOrder, reference.probabilities[i]);
	});
	const worst = Math.max(...errors);
	const { kind, source: told, scale } = calibration;
	report(
		`${name}: probabilities (${kind}, scale ${told})`,
		`max error ${worst.toExponential(1)}`,
		`<= ${PROBABILITY_ERROR}`,
		worst <= PROBABILITY_ERROR && Math.abs(scale / reference.scale - 1) < PROBABILITY_ERROR,
	);
}

/** A picture's pixels through the processor, or the golden's wave, which goes past it. */
async function pixelsOf({ file, wave }, processor) {
	if (file === undefined) {
		const size = processor.centreCrop ?? processor.resize.exact;
		const pixels = Float32Array.from({ length: 3 * size.width * size.height }, (_, i) =>
			Math.sin(wave * i),
		);
		return { pixels, size };
	}
	const image = await decodeImage(fixture('image/shapes', file), { transparency: 'ignore' });
	return preprocess(image, processor);
}

function compareVectors(report, what, vectors, references) {
	const cosines = vectors.map((vector, i) => cosine(vector, references[i]));
	const least = Math.min(...cosines);
	const measured = `min ${least.toFixed(7)}, mean ${mean(cosines).toFixed(7)}`;
	report(`${what}: cosine of ${cosines.length}`, measured, `>= ${COSINE}`, least >= COSINE);
}
