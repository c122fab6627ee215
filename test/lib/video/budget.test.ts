import { countImageTokens, listTokenModels } from '../../../lib/tokens/count';
import { planFrames, type TokenCounter } from '../../../lib/video/budget';
import { planWithin } from '../../../lib/video/plan';
import { tokenCounter } from '../../../lib/video/token-counter';
import { randomFrom } from '../../helpers/random';

/** A token for every 1,000 points. */
const simple: TokenCounter = {
	name: 'simple',
	count: ({ width, height }) => Math.ceil((width * height) / 1000),
	fit({ width, height }, maximumTokens) {
		for (let smaller = width; smaller > 0; smaller--) {
			const size = { width: smaller, height: Math.max(1, Math.round((height * smaller) / width)) };
			if (simple.count(size) <= maximumTokens) return size;
		}
		return undefined;
	},
};

const hd = { width: 1280, height: 720 };

describe('a plan within a budget', () => {
	it('leaves all as it is where it fits exactly', () => {
		expect(planFrames(10, hd, 9220, simple)).toEqual({ count: 10, size: hd, tokensPerFrame: 922 });
		expect(planFrames(10, hd, 9219, simple).size.width).toBeLessThan(1280);
	});

	it('makes pictures smaller before it drops one, down to 320 points', () => {
		// 320 x 180 takes 58.
		expect(planFrames(10, hd, 580, simple)).toMatchObject({ count: 10, tokensPerFrame: 58 });
		const fewer = planFrames(10, hd, 579, simple);
		expect(fewer.count).toBe(9);
		expect(fewer.size.width).toBeGreaterThanOrEqual(320);
	});

	it('gives one small frame where not even a useful one fits', () => {
		const { count, size } = planFrames(10, hd, 20, simple);
		expect(count).toBe(1);
		expect(size.width).toBeLessThan(320);
	});

	it('gives none on which nothing could be made out', () => {
		// 48 x 27 takes 2.
		expect(planFrames(10, hd, 2, simple)).toMatchObject({ count: 1, tokensPerFrame: 2 });
		expect(() => planFrames(10, hd, 1, simple)).toThrow(
			expect.objectContaining({ code: 'BUDGET_TOO_SMALL' }),
		);
	});

	it('keeps proportions, also of what is already small', () => {
		expect(planFrames(3, { width: 40, height: 30 }, 6, simple)).toMatchObject({ count: 3 });
		const { size } = planFrames(4, { width: 720, height: 1280 }, 1000, simple);
		expect(size.width / size.height).toBeCloseTo(720 / 1280, 2);
	});

	it('says how many tokens one frame needs where none fits', () => {
		const dear: TokenCounter = { name: 'dear', count: () => 258, fit: () => undefined };
		expect(() => planFrames(5, hd, 257, dear)).toThrow(
			expect.objectContaining({
				code: 'BUDGET_TOO_SMALL',
				details: { maximumTokens: 257, neededTokens: 258, model: 'dear' },
			}),
		);
		expect(planFrames(5, hd, 258, dear)).toMatchObject({ count: 1, size: hd });
	});

	it('refuses an unknown model', () => {
		const budget = { maximumTokens: 1000, tokenModel: 'no-such-model' };
		expect(() => planWithin(budget, hd)).toThrow(
			expect.objectContaining({ code: 'TOKEN_MODEL_UNKNOWN' }),
		);
	});

	it.each(listTokenModels().map(({ name }) => name))('is never exceeded with %s', (name) => {
		const next = randomFrom(name.length + 17);
		const between = (from: number, to: number) => Math.floor(from + next() * (to - from));
		const counter = tokenCounter(name);
		for (let round = 0; round < 5; round++) {
			const size = { width: between(100, 2000), height: between(100, 1500) };
			const maximumTokens = Math.floor(10 ** (1 + next() * 4));
			const wanted = between(1, 200);
			const plan = attempt(() => planFrames(wanted, size, maximumTokens, counter));
			if (!plan) continue;
			const { tokens, refusal } = countImageTokens(name, plan.size);
			expect(refusal).toBeUndefined();
			expect(plan.tokensPerFrame).toBe(tokens);
			expect(plan.count * tokens).toBeLessThanOrEqual(maximumTokens);
			expect(plan.count).toBeLessThanOrEqual(wanted);
			expect(plan.size.width).toBeLessThanOrEqual(size.width);
			expect(plan.size.height).toBeLessThanOrEqual(size.height);
		}
	});
});

function attempt<T>(make: () => T): T | undefined {
	try {
		return make();
	} catch (error) {
		expect(error).toMatchObject({ code: 'BUDGET_TOO_SMALL' });
		return undefined;
	}
}
