import type { BackendInfo } from '../../../inference/types';
import type { PolicyAnswer } from '../../types';
import type { LocalAnswer } from './types';

/** A local policy's answer as every policy gives it. */
export function toPolicyAnswer(
	answer: LocalAnswer,
	model: string,
	backend: BackendInfo,
	totalMs = answer.preparationMs + answer.inferenceMs,
): PolicyAnswer {
	const { action, normalized, tokens, unnormKey, statistics, foreignTokens } = answer;
	return {
		actions: [action],
		normalized: [normalized],
		tokens: [tokens],
		...{ unnormKey, statistics, foreignTokens, model, backend },
		latencyMs: {
			total: totalMs,
			preparation: answer.preparationMs,
			inference: answer.inferenceMs,
		},
		warnings: [],
	};
}
