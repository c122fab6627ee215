import { countImageTokens, findTokenModel, largestFittingSize } from '../tokens/count';
import type { TokenCounter } from './budget';

/** Counts as a model of lib/tokens' table does; an unknown name is a coded error. */
export function tokenCounter(modelName: string): TokenCounter {
	const { name } = findTokenModel(modelName);
	return {
		name,
		count(size) {
			const { tokens, refusal } = countImageTokens(name, size);
			return refusal === undefined ? tokens : Infinity;
		},
		refusal: (size) => countImageTokens(name, size).refusal,
		fit(size, maximumTokens) {
			const { width, height } = largestFittingSize(name, size, maximumTokens) ?? {};
			return width === undefined || height === undefined ? undefined : { width, height };
		},
	};
}
