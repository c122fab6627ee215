import type { Tensor } from 'onnxruntime-common';
import { throwIfCancelled } from '../../../errors';
import { floatsOf } from '../../../inference/half';
import { vlaModelError } from '../../errors';
import type { LocalModel } from './model';

interface Asked {
	/** What the picture is to the decoder, [1, tokens, numbers]. */
	features: Tensor;
	/** What the words are, [1, ids, numbers]. */
	words: Tensor;
	/** Tokens wanted: the numbers of an action. */
	count: number;
	/** No word is ever answered, only actions. */
	onlyActionTokens: boolean;
	signal: AbortSignal;
}

/** Greedy decoding of an action, token by token, as OpenVLA's predict_action does. */
export async function decodeAction(model: LocalModel, asked: Asked): Promise<number[]> {
	const { features, words, count, onlyActionTokens, signal } = asked;
	const { first, last } = model.actionTokens;
	const decoding = model.startDecoding();
	const tokens: number[] = [];
	let embeds = putPictureBehindStart(model, words, features);
	for (;;) {
		throwIfCancelled(signal);
		const scores = await decoding.read(embeds);
		const token = onlyActionTokens
			? highest(scores, first, last + 1)
			: highest(scores, 0, scores.length);
		tokens.push(token);
		if (tokens.length === count) return tokens;
		embeds = await model.embedIds([token]);
	}
}

/** The visual tokens stand between the mark of the beginning and the words. */
function putPictureBehindStart(model: LocalModel, words: Tensor, features: Tensor): Tensor {
	const [, , width] = words.dims;
	const [, , featureWidth] = features.dims;
	if (width !== featureWidth) {
		const reason = `a picture is described by ${featureWidth} numbers, a word by ${width}`;
		throw vlaModelError('POLICY_RUN_FAILED', { file: 'vision_encoder', reason });
	}
	const wordValues = floatsOf(words);
	const pictureValues = floatsOf(features);
	const joined = new Float32Array(wordValues.length + pictureValues.length);
	joined.set(wordValues.subarray(0, width));
	joined.set(pictureValues, width);
	joined.set(wordValues.subarray(width), width + pictureValues.length);
	return new model.Tensor('float32', joined, [1, joined.length / width, width]);
}

/** Place of the highest score from `from` to before `to`; the first of equals. POLICY_ANSWER_BROKEN where one is no number. */
function highest(scores: Float32Array, from: number, to: number): number {
	let best = from;
	for (let token = from; token < to; token++) {
		if (scores[token] > scores[best]) best = token;
		else if (Number.isNaN(scores[token]))
			throw vlaModelError('POLICY_ANSWER_BROKEN', { file: 'decoder_model_merged' });
	}
	return best;
}
