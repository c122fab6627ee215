import { poseSizes, toState } from '../../../../lib/vla/safety/pose';
import { handSpace, jointSpace } from '../../../../lib/vla/safety/space';

const OPTIONS = { convention: 'absolute', gripper: 'zeroClosedOneOpen' } as const;
const HAND = handSpace(OPTIONS);
const ONE_ARM = jointSpace(8, 1, OPTIONS);
const TWO_ARMS = jointSpace(6, 2, OPTIONS);

it.each([
	['a hand', HAND, [3, 6, 7]],
	['an arm of seven joints', ONE_ARM, [7, 8]],
	['two arms of two joints each', TWO_ARMS, [4, 6]],
])('%s is placed by so many numbers', (_, space, sizes) => {
	expect(poseSizes(space)).toEqual(sizes);
});

it('what is not told stays unknown', () => {
	const open = undefined;
	expect(toState(HAND, [1, 2, 3])).toEqual([1, 2, 3, open, open, open, open]);
	expect(toState(HAND, [1, 2, 3, 4, 5, 6])).toEqual([1, 2, 3, 4, 5, 6, open]);
	expect(toState(HAND, [1, 2, 3, 4, 5, 6, 7])).toEqual([1, 2, 3, 4, 5, 6, 7]);
});

it("joints alone go past each arm's gripper", () => {
	expect(toState(TWO_ARMS, [1, 2, 3, 4])).toEqual([1, 2, undefined, 3, 4, undefined]);
	expect(toState(TWO_ARMS, [1, 2, 9, 3, 4, 9])).toEqual([1, 2, 9, 3, 4, 9]);
});

it('a number of numbers that tells nothing places nothing', () => {
	expect(toState(HAND, [1, 2, 3, 4])).toEqual(Array(7).fill(undefined));
});
