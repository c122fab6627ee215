import { checkJoints } from '../../../../lib/vla/safety/check-joints';
import { handSpace, jointSpace } from '../../../../lib/vla/safety/space';

const arms = jointSpace(14, 2, { convention: 'absolute', gripper: 'zeroClosedOneOpen' });
const arm = jointSpace(8, 1, { convention: 'delta', gripper: 'zeroOpenOneClosed' });
const hand = handSpace({ convention: 'delta', gripper: 'zeroClosedOneOpen' });

it('refuses joints in degrees, and names the first', () => {
	const state = [0, -45, 90, ...Array<number>(11).fill(0)];
	expect(checkJoints({ space: arms, state })).toMatchObject([
		{
			code: 'STATE_NOT_IN_RADIANS',
			axis: 'joint 2',
			found: -45,
			message: expect.stringMatching(/"joint 2" at -45, .* in radians\.$/) as string,
		},
	]);
});

it.each([
	['joints at up to a whole turn', arm, [6.28, -6.28, 0, 0, 0, 0, 0, 0]],
	['a gripper, which has units of its own', arm, [0, 0, 0, 0, 0, 0, 0, 85]],
	['joints whose places nobody told', arms, Array<undefined>(14).fill(undefined)],
	['no state at all', arms, []],
	['a hand, whose workspace has its own limits', hand, [450, 0, 0, 0, 0, 0, 0]],
])('takes %s', (_, space, state) => {
	expect(checkJoints({ space, state })).toEqual([]);
});
