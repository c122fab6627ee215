import { MAXIMUM_LISTED_SCORES } from '../limits';
import type { Calibration, LabelScore } from './types';

/** The probability that two belong together; undefined where the family can only choose among several. */
export function similarityProbability(
	similarity: number,
	calibration?: Calibration,
): number | undefined {
	return calibration?.kind === 'sigmoid' ? sigmoid(logit(similarity, calibration)) : undefined;
}

/** The labels' scores by their cosines, best first; equals keep their order. */
export function scoreLabels(
	labels: string[],
	similarities: number[],
	calibration: Calibration,
): LabelScore[] {
	const logits = similarities.map((similarity) => logit(similarity, calibration));
	const scores = calibration.kind === 'sigmoid' ? logits.map(sigmoid) : softmax(logits);
	return labels
		.map((label, i) => ({ label, score: scores[i], similarity: similarities[i] }))
		.sort((a, b) => b.similarity - a.similarity)
		.slice(0, MAXIMUM_LISTED_SCORES);
}

function logit(similarity: number, { scale, bias }: Calibration): number {
	return scale * similarity + bias;
}

function sigmoid(value: number): number {
	return 1 / (1 + Math.exp(-value));
}

/** From the largest down, so that no exponential overflows. */
function softmax(logits: number[]): number[] {
	const largest = logits.reduce((a, b) => Math.max(a, b), -Infinity);
	const powers = logits.map((value) => Math.exp(value - largest));
	const sum = powers.reduce((a, b) => a + b, 0);
	return powers.map((power) => power / sum);
}
