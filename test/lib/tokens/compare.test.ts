import { countForModels } from '../../../lib/tokens/compare';

const size = { width: 1920, height: 1080 };

it('counts each model once, in order, by whatever name', () => {
	const names = ['openai/gpt-4o', 'claude-opus-4-8', 'gpt-4o-2024-08-06', 'CLAUDE-OPUS-4-8'];
	expect(countForModels(names, size)).toEqual([
		{ model: 'gpt-4o', title: 'GPT-4o', tokens: 1105, resizedWidth: 1365, resizedHeight: 768 },
		{
			model: 'claude-opus-4-8',
			title: 'Claude Opus 4.8',
			tokens: 2691,
			resizedWidth: 1920,
			resizedHeight: 1080,
			cost: 0.013455,
			currency: 'USD',
			priceDate: '2026-09',
		},
	]);
});

it('has the cost of a price of one’s own, which has no date', () => {
	const [gpt] = countForModels(['gpt-4o'], size, {}, 1_000_000);
	expect(gpt).toMatchObject({ cost: 1105, currency: 'USD' });
	expect(gpt).not.toHaveProperty('priceDate');
});

it('gives no number for a list with an unknown name in it', () => {
	expect(() => countForModels(['gpt-4o', 'gpt-6-sol'], size)).toThrow(/Did you mean "gpt-5.6-sol"/);
});

it('counts what a model would refuse, and says why', () => {
	const [{ tokens, refusal }] = countForModels(['claude-opus-4-8'], { width: 9000, height: 9000 });
	expect(tokens).toBe(4761);
	expect(refusal).toMatch(/at most 8000 pixels a side/);
});
