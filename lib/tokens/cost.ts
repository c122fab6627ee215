import type { TokenModel } from './types';

const MILLION = 1_000_000;

/** What so many tokens cost to send, in US dollars; `dollarsAMillion` goes before the table's price. Undefined where neither is known. */
export function imageCost(
	tokens: number,
	{ price }: Pick<TokenModel, 'price'>,
	dollarsAMillion?: number,
): number | undefined {
	if (dollarsAMillion !== undefined) return (tokens * dollarsAMillion) / MILLION;
	if (!price) return undefined;
	const { longPrompt } = price;
	const { input } = longPrompt && tokens > longPrompt.aboveTokens ? longPrompt : price;
	return (tokens * input) / MILLION;
}
