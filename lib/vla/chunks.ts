import { vlaInputError } from './errors';
import type { ActionVector } from './types';

/** A policy's answer of several steps, with the step of the loop it was given for. */
export interface TimedChunk {
	/** Step that `actions[0]` is meant for. */
	atStep: number;
	actions: ActionVector[];
}

/** How fast the weight of newer answers falls; ACT's own. */
export const ENSEMBLE_DECAY = 0.01;

/**
 * What all answers that reach `step` say of it, averaged: the i-th oldest with the weight exp(-decay * i), so that
 * the oldest counts most; imitate_episodes.py of ACT. Undefined where none reaches it.
 */
export function ensembleAt(
	chunks: TimedChunk[],
	step: number,
	decay: number = ENSEMBLE_DECAY,
): ActionVector | undefined {
	const said = chunks
		.filter(({ atStep, actions }) => atStep <= step && step < atStep + actions.length)
		.sort((one, other) => one.atStep - other.atStep)
		.map(({ atStep, actions }) => actions[step - atStep]);
	return said.length === 0 ? undefined : weightedMean(said, decay);
}

/** Those that still reach `step` or a later one. */
export function dropPast(chunks: TimedChunk[], step: number): TimedChunk[] {
	return chunks.filter(({ atStep, actions }) => atStep + actions.length > step);
}

function weightedMean(vectors: ActionVector[], decay: number): ActionVector {
	const [{ length }] = vectors;
	const other = vectors.find((vector) => vector.length !== length);
	if (other) throw vlaInputError('ACTION_SIZE', { expected: length, found: other.length });
	const weights = vectors.map((_, index) => Math.exp(-decay * index));
	const sum = weights.reduce((all, weight) => all + weight, 0);
	return vectors[0].map((_, part) =>
		vectors.reduce((all, vector, index) => all + (weights[index] / sum) * vector[part], 0),
	);
}
