import { layOutSheet } from '../../../lib/media/image/sheet-layout';
import { countImageTokens } from '../../../lib/tokens/count';
import { planSheet, type PlannedSheet, type WantedSheet } from '../../../lib/video/plan-sheet';
import type { SampledFrame } from '../../../lib/video/types';

const frames = (count: number, size = { width: 320, height: 180 }): SampledFrame[] =>
	Array.from({ length: count }, (_, n) => ({
		seconds: n,
		sourceFrames: n + 1,
		file: `${n}.jpg`,
		size,
	}));

/** The size that the sheet will have, as whoever lays it reckons. */
function sizeOf({ frames: kept, tileWidth }: PlannedSheet, columns?: number) {
	const captions = kept.map(() => '00:00:00.000');
	return layOutSheet({ captions, columns, tileWidth, proportion: 180 / 320 }).size;
}

const total = (some: SampledFrame[]) => some.reduce((sum, one) => sum + one.sourceFrames, 0);

describe('planSheet', () => {
	it('leaves all as asked for where there is no limit', () => {
		const all = frames(12);
		expect(planSheet(all, { tilePixels: 320 })).toEqual({
			frames: all,
			tileWidth: 320,
			warnings: [],
		});
	});

	it('takes exactly what fits: a width that is just enough changes nothing, one less does', () => {
		const all = frames(12);
		const { width } = sizeOf({ frames: all, tileWidth: 320, warnings: [] }, 4);
		const at = (maximumWidth: number) =>
			planSheet(all, { tilePixels: 320, columns: 4, maximumWidth });
		expect(at(width)).toMatchObject({ tileWidth: 320, warnings: [] });
		const narrower = at(width - 1);
		expect(narrower.tileWidth).toBeLessThan(320);
		expect(sizeOf(narrower, 4).width).toBeLessThan(width);
		expect(narrower.warnings).toEqual([expect.stringMatching(/pixels wide instead of 320/)]);
	});

	it.each(['gpt-4o', 'claude-opus-4-8', 'gemini-2.5-flash', 'qwen2.5-vl', 'llava-1.5'])(
		'never exceeds a budget for %s',
		(tokenModel) => {
			for (const maximumTokens of [600, 777, 1000, 1234, 2000, 5000, 20_000]) {
				const wanted: WantedSheet = { tilePixels: 320, budget: { maximumTokens, tokenModel } };
				const planned = planSheet(frames(40), wanted);
				const { tokens } = countImageTokens(tokenModel, sizeOf(planned));
				expect(tokens).toBeLessThanOrEqual(maximumTokens);
				expect(total(planned.frames)).toBe(total(frames(40)));
			}
		},
	);

	it('drops frames only where smaller ones would show too little', () => {
		const planned = planSheet(frames(100), { tilePixels: 320, maximumWidth: 500, columns: 100 });
		expect(planned.tileWidth).toBeGreaterThanOrEqual(96);
		expect(planned.frames.length).toBeGreaterThan(1);
		expect(planned.frames.length).toBeLessThan(6);
		expect(planned.warnings).toEqual([expect.stringMatching(/width of 500.*instead of 100, pict/)]);
		expect(total(planned.frames)).toBe(total(frames(100)));
	});

	it('says what is too little for a single frame', () => {
		const budget = { maximumTokens: 1, tokenModel: 'gpt-4o' };
		expect(() => planSheet(frames(3), { tilePixels: 320, budget })).toThrow(
			expect.objectContaining({ code: 'BUDGET_TOO_SMALL' }),
		);
		expect(() => planSheet(frames(3), { tilePixels: 320, maximumWidth: 40 })).toThrow(
			expect.objectContaining({
				code: 'NUMBER_INVALID',
				message: expect.stringMatching(/width of a contact sheet, at least 52 pixels/),
			}),
		);
	});

	it('plans thousands of frames without delay', () => {
		const budget = { maximumTokens: 300, tokenModel: 'claude-opus-4-8' };
		const { frames: kept } = planSheet(frames(5000), { tilePixels: 320, budget });
		expect(kept.length).toBeLessThan(50);
	});
});
