import { reach, unnormalise } from '../../../lib/vla/unnormalise';
import golden from '../../fixtures/golden/openvla.json';

const { bridge_orig: bridge } = golden.norm_stats;

test.each(golden.unnormalize)(
	'$unnorm_key $tokens is the action of the reference',
	({ unnorm_key: key, normalized, action }) => {
		const found = unnormalise(normalized, golden.norm_stats[key as 'bridge_orig']);
		action.forEach((value, i) => expect(Math.abs(found[i] - value)).toBeLessThanOrEqual(1e-9));
	},
);

test('a number that the mask leaves out passes as it is', () => {
	expect(unnormalise([0, 0, 0, 0, 0, 0, 0.3], bridge)[6]).toBe(0.3);
});

test('without a mask every number is scaled', () => {
	const { q01, q99 } = bridge;
	expect(unnormalise([0, 0, 0, 0, 0, 0, 0], { q01, q99 })[6]).toBe(0.5);
});

test('bounds are the smallest and largest values, a little wider', () => {
	const bounds = { ...bridge, min: [-1, -1, -1, -1, -1, -1, 0], max: [2, 2, 2, 2, 2, 2, 1] };
	const middle = 0.5 + 0.5e-8;
	expect(unnormalise([-1, 1, 0, 0, 0, 0, 1], bounds, 'bounds')).toEqual([
		...[-1, 2 + 1e-8],
		...[middle, middle, middle, middle],
		1,
	]);
	expect(() => unnormalise([0, 0, 0, 0, 0, 0, 0], bridge, 'bounds')).toThrow(
		expect.objectContaining({ code: 'BOUNDS_MISSING' }),
	);
});

test('the reach is where -1 and 1 lead', () => {
	const { low, high } = reach(bridge);
	expect(low.slice(0, 6)).toEqual(bridge.q01.slice(0, 6));
	high.slice(0, 6).forEach((value, i) => expect(value).toBeCloseTo(bridge.q99[i], 12));
	expect([low[6], high[6]]).toEqual([-1, 1]);
});

test('an action of another size is refused', () => {
	expect(() => unnormalise([0, 0], bridge)).toThrow(
		expect.objectContaining({ code: 'ACTION_SIZE', details: { expected: 7, found: 2 } }),
	);
});
