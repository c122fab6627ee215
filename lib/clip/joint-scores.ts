import type { Tensor } from 'onnxruntime-common';
import { floatsOf } from '../inference/half';
import type { Feeds } from '../inference/run-session';
import { dot } from './vectors';
import { runFile, unitRows } from './run-file';
import { type OpenFile, portNamed } from './session-metadata';

/** A picture and a text, as a joint file scores them. */
export interface ScoredPair {
	cosine: number;
	logit: number;
}

const PER_IMAGE = 'logits_per_image';
const PER_TEXT = 'logits_per_text';

/** Every picture with every text, in one run of a joint file; undefined where the file gives no scores. */
export async function scorePairs(
	open: OpenFile,
	feeds: Feeds,
	vectors: { image: string; text: string },
	{ images, texts }: { images: number; texts: number },
): Promise<ScoredPair[] | undefined> {
	const scores = [PER_IMAGE, PER_TEXT].find((name) => portNamed(open.outputs, name));
	if (scores === undefined) return undefined;
	const what = 'a trial picture';
	const wanted = [scores, vectors.image, vectors.text];
	const [logits, imageRows, textRows] = await runFile(open, feeds, wanted, what);
	const pictures = unitRows(imageRows, images, open.file, what);
	const words = unitRows(textRows, texts, open.file, what);
	const logit = logitOf(logits, scores === PER_IMAGE);
	return pictures.flatMap((picture, i) =>
		words.map((word, t) => ({ cosine: dot(picture, word), logit: logit(i, t) })),
	);
}

function logitOf(logits: Tensor, isPerImage: boolean): (image: number, text: number) => number {
	const values = floatsOf(logits);
	const columns = logits.dims[1];
	return (image, text) =>
		isPerImage ? values[image * columns + text] : values[text * columns + image];
}
