import { costFields, imageCost, requestCost } from '../../../lib/tokens/cost';
import { findTokenModel } from '../../../lib/tokens/models';

test.each([
	['claude-opus-4-8', 2691, 0.013455],
	['claude-opus-5-5', 1_000_000, 4],
	['claude-haiku-4-5', 1560, 0.00156],
	['claude-haiku-5-5', 100_000, 0.01],
	['claude-haiku-5-5', 100_001, 0.0500005],
])('%s: %p tokens cost %p dollars', (name, tokens, dollars) => {
	expect(imageCost(tokens, findTokenModel(name))).toBeCloseTo(dollars, 10);
});

test.each(['gpt-5.6-sol', 'gemini-3.8-flash', 'qwen3-vl', 'claude-mythos-5'])(
	'%s has no known price, and none is guessed',
	(name) => {
		expect(imageCost(1000, findTokenModel(name))).toBeUndefined();
	},
);

test.each([
	['gpt-5.6-sol', 2, 0.002],
	['claude-opus-4-8', 2, 0.002],
	['claude-opus-4-8', 0, 0],
])('%s: a price of %p of one’s own goes first', (name, price, dollars) => {
	expect(imageCost(1000, findTokenModel(name), price)).toBeCloseTo(dollars, 10);
});

it('comes with its currency and the date of the price, unless that is one’s own', () => {
	const claude = findTokenModel('claude-opus-4-8');
	const { date } = claude.price!;
	expect(costFields(1000, claude)).toEqual({ cost: 0.005, currency: 'USD', priceDate: date });
	expect(costFields(1000, claude, 2)).toEqual({ cost: 0.002, currency: 'USD' });
	expect(costFields(1000, undefined, 2)).toEqual({ cost: 0.002, currency: 'USD' });
	expect(costFields(1000)).toEqual({});
});

describe('a whole request', () => {
	test.each([
		['claude-opus-4-8', { inputTokens: 1_000_000, outputTokens: 100_000 }, 7.5],
		['claude-opus-4-8', { inputTokens: 1_000_000, cachedTokens: 1_000_000 }, 0.5],
		['claude-opus-5-5', { inputTokens: 1_000_000, cachedTokens: 500_000 }, 2.1],
		['claude-sonnet-5-5', { inputTokens: 1_000_000, cachedTokens: 1_000_000 }, 0.1],
		['claude-fable-5-1', { inputTokens: 1_000_000, cachedTokens: 1_000_000 }, 0.25],
		['claude-haiku-5-5', { inputTokens: 100_000, outputTokens: 1000 }, 0.0105],
		['claude-haiku-5-5', { inputTokens: 100_001, outputTokens: 1000 }, 0.0525005],
		['anthropic/claude-opus-4-8-20260101', { inputTokens: 200_000 }, 1],
		['claude-opus-4-8', { outputTokens: 1000 }, 0.025],
	])('on %s, %p costs %p dollars', (name, usage, dollars) => {
		expect(requestCost(name, usage)).toBeCloseTo(dollars, 10);
	});

	test.each([
		['gpt-5.6-sol', { inputTokens: 1 }],
		['no-such-model', { inputTokens: 1 }],
		[undefined, { inputTokens: 1, outputTokens: 1 }],
		['claude-opus-4-8', {}],
	])('on %s, the cost of %p is not known, and none is guessed', (name, usage) => {
		expect(requestCost(name, usage)).toBeUndefined();
	});

	it('takes prices of one’s own before the known ones', () => {
		const usage = { inputTokens: 1_000_000, outputTokens: 1_000_000 };
		expect(requestCost('claude-opus-4-8', usage, { input: 1 })).toBeCloseTo(26, 10);
		expect(requestCost('gpt-5.6-sol', usage, { input: 1, output: 2 })).toBeCloseTo(3, 10);
		expect(requestCost('gpt-5.6-sol', usage, { input: 1 })).toBeUndefined();
		expect(requestCost(undefined, { inputTokens: 5 }, { input: 0.2 })).toBeCloseTo(1e-6, 12);
	});

	it('charges cached tokens in full where no discount is published', () => {
		const usage = { inputTokens: 1_000_000, cachedTokens: 1_000_000 };
		expect(requestCost('gpt-5.6-sol', usage, { input: 2 })).toBeCloseTo(2, 10);
	});
});
