import type { BackendInfo } from '../../../inference/types';
import type { PolicyAnswer } from '../../types';
import type { LocalAnswer } from './types';

/** A local policy's answer as every policy gives it. */
export function toPolicyAnswer(
	answer: LocalAnswer,
	{ model, backend, totalMs }: { model: string; backend: BackendInfo; totalMs: number },
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
