import { selectSpan, selectTimes } from '../../../../lib/media/video/selection';

describe('selectTimes', () => {
	it('nests no deeper than a search among its times must', () => {
		const filter = selectTimes(Array.from({ length: 10_000 }, (_, index) => index / 30));
		let depth = 0;
		let deepest = 0;
		for (const character of filter) {
			depth += Number(character === '(') - Number(character === ')');
			deepest = Math.max(deepest, depth);
		}
		expect(depth).toBe(0);
		expect(deepest).toBeLessThan(20);
		expect(filter.match(/abs\(/g)).toHaveLength(10_000);
	});

	it.each([
		[[0], 'abs(t-0.000000000)'],
		[[-0.08], 'abs(t-(-0.080000000))'],
		[[1e-7], 'abs(t-0.000000100)'],
		[[95443.717711], 'abs(t-95443.717711000)'],
	])('writes %j so that ffmpeg reads it', (seconds, words) => {
		expect(selectTimes(seconds)).toContain(words);
	});
});

describe('selectSpan', () => {
	it.each([
		[0, Infinity, false, 'if(gte(t,0.000000000-2e-6),'],
		[1, 2, false, 'if(gte(t,1.000000000-2e-6)*lt(t,2.000000000-2e-6),'],
		[-1, 2, true, 'if(gte(t,(-1.000000000)-2e-6)*lt(t,2.000000000-2e-6)*key,'],
	])('from %d to %d', (from, to, keyframesOnly, words) => {
		expect(selectSpan(from, to, keyframesOnly)).toContain(words);
	});
});
