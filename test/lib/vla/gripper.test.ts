import {
	convertGripper,
	GRIPPER_CONVENTIONS,
	type GripperConvention,
	openness,
} from '../../../lib/vla/gripper';

const all = Object.keys(GRIPPER_CONVENTIONS) as GripperConvention[];
const pairs = all.flatMap((from) => all.map((to) => [from, to] as const));

test.each(all)('%s says of its own ends that they are closed and open', (convention) => {
	const { closed, open, inWords } = GRIPPER_CONVENTIONS[convention];
	expect(openness(closed, convention)).toBe(0);
	expect(openness(open, convention)).toBe(1);
	expect(inWords).toContain(`${open} is open`);
	expect(inWords).toContain(`${closed} is closed`);
});

test.each(pairs)('%s to %s and back is the same', (from, to) => {
	const { closed, open } = GRIPPER_CONVENTIONS[from];
	for (let share = 0; share <= 1; share += 0.125) {
		const value = closed + share * (open - closed);
		const there = convertGripper(value, { from, to });
		expect(convertGripper(there, { from: to, to: from })).toBeCloseTo(value, 12);
		expect(openness(there, to)).toBeCloseTo(openness(value, from), 12);
	}
});

test.each(pairs)('%s to %s, binarised, is an end', (from, to) => {
	const { closed, open } = GRIPPER_CONVENTIONS[to];
	for (let value = -1; value <= 1; value += 0.1) {
		const found = convertGripper(value, { from, to, binarise: true });
		expect(found).toBe(openness(value, from) > 0.5 ? open : closed);
	}
});

/** 2x - 1, its sign, then turned round: what LIBERO's evaluation does with OpenVLA's answer. */
test.each([
	[0.9, -1],
	[0.1, 1],
])('OpenVLA says %d, LIBERO hears %d', (value, expected) => {
	const conversion = { from: 'zeroClosedOneOpen', to: 'minusOneOpenOneClosed' } as const;
	expect(convertGripper(value, { ...conversion, binarise: true })).toBe(expected);
	expect(convertGripper(value, conversion)).toBeCloseTo(-(2 * value - 1), 12);
});

test('beyond the ends is the end', () => {
	expect(convertGripper(3, { from: 'zeroClosedOneOpen', to: 'minusOneClosedOneOpen' })).toBe(1);
	expect(convertGripper(-3, { from: 'zeroClosedOneOpen', to: 'minusOneClosedOneOpen' })).toBe(-1);
});
