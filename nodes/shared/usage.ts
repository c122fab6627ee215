import type { IDataObject } from 'n8n-workflow';
import type { HostedUsage } from '../../lib/hosted/types';
import { requestCost } from '../../lib/tokens/cost';

/** US dollars a million tokens, that go before those this package knows. */
export interface Prices {
	input?: number;
	output?: number;
}

/** What a call consumed, under the same names in every node; what is not known, the cost too, is absent. */
export function usageOf(
	answer: { usage: HostedUsage; model: string; durationMs: number },
	prices: Prices = {},
): IDataObject {
	const { usage, model, durationMs } = answer;
	const { inputTokens, outputTokens, cachedTokens, audioSeconds } = usage;
	const cost = requestCost(model, usage, prices);
	return {
		...(inputTokens !== undefined && { inputTokens }),
		...(outputTokens !== undefined && { outputTokens }),
		...(cachedTokens !== undefined && { cachedTokens }),
		...(audioSeconds !== undefined && { audioSeconds }),
		...(cost !== undefined && { cost }),
		durationMs,
	};
}
