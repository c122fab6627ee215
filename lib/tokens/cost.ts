import { findByName } from './models';
import type { Price, TokenModel } from './types';

const MILLION = 1_000_000;

/** What so many tokens cost to send, in US dollars; `dollarsAMillion` goes before the table's price. Undefined where neither is known. */
export function imageCost(
	tokens: number,
	{ price }: Pick<TokenModel, 'price'>,
	dollarsAMillion?: number,
): number | undefined {
	const input = dollarsAMillion ?? (price && pricesFor(tokens, price).input);
	return input === undefined ? undefined : (tokens * input) / MILLION;
}

/** What so many tokens cost, as outputs tell it. Costs are in US dollars; nothing where no price is known. */
export interface CostFields {
	cost?: number;
	currency?: 'USD';
	/** Of the table's price; absent where a price of one's own was taken. */
	priceDate?: string;
}

/** The same as `imageCost`, with where it comes from; an unknown model has no price but one's own. */
export function costFields(
	tokens: number,
	model: Pick<TokenModel, 'price'> = {},
	dollarsAMillion?: number,
): CostFields {
	const cost = imageCost(tokens, model, dollarsAMillion);
	if (cost === undefined) return {};
	const priceDate = dollarsAMillion === undefined ? model.price?.date : undefined;
	return { cost, currency: 'USD', ...(priceDate !== undefined && { priceDate }) };
}

/** What a request consumed; `cachedTokens` are among `inputTokens`. */
export interface ConsumedTokens {
	inputTokens?: number;
	outputTokens?: number;
	cachedTokens?: number;
}

/**
 * What a request cost, in US dollars; prices of one's own, in dollars a million tokens, go before those of
 * the table. Cached tokens have their discount where it is published. Undefined where a price that is
 * needed, or how much was consumed, is not known.
 */
export function requestCost(
	modelName: string | undefined,
	{ inputTokens, outputTokens, cachedTokens = 0 }: ConsumedTokens,
	own: { input?: number; output?: number } = {},
): number | undefined {
	if (inputTokens === undefined && outputTokens === undefined) return undefined;
	const price = findByName(modelName)?.price;
	const known = price && pricesFor(inputTokens ?? 0, price);
	const fullyPaidTokens = (inputTokens ?? 0) - cachedTokens * (1 - (price?.cachedShare ?? 1));
	const input = costOf(fullyPaidTokens, own.input ?? known?.input);
	const output = costOf(outputTokens ?? 0, own.output ?? known?.output);
	return input === undefined || output === undefined ? undefined : input + output;
}

/** Nothing consumed costs nothing, whatever the price. */
function costOf(tokens: number, dollarsAMillion: number | undefined): number | undefined {
	if (tokens === 0) return 0;
	return dollarsAMillion === undefined ? undefined : (tokens * dollarsAMillion) / MILLION;
}

/** A long prompt is dearer as a whole. */
function pricesFor(inputTokens: number, price: Price): { input: number; output: number } {
	const { longPrompt } = price;
	return longPrompt && inputTokens > longPrompt.aboveTokens ? longPrompt : price;
}
