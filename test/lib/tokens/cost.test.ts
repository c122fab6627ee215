import { imageCost } from '../../../lib/tokens/cost';
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
