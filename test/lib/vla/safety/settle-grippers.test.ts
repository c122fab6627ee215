import type { GripperConvention } from '../../../../lib/vla/gripper';
import { settleGrippers } from '../../../../lib/vla/safety/settle-grippers';
import { handSpace } from '../../../../lib/vla/safety/space';

it.each<[GripperConvention, number, number]>([
	['zeroClosedOneOpen', 1.02, 1],
	['zeroClosedOneOpen', -0.008, 0],
	['zeroOpenOneClosed', 0.4, 0.4],
	['minusOneOpenOneClosed', -1.02, -1],
	['minusOneOpenOneClosed', -0.05, -0.05],
	// Far beyond its ends it stays, for safety to judge.
	['zeroClosedOneOpen', 1.7, 1.7],
	['zeroClosedOneOpen', -0.99, -0.99],
])('takes a gripper of %s at %d for %d', (gripper, given, expected) => {
	const space = handSpace({ convention: 'delta', gripper });
	const others = [0.01, 2, -3, 0, 0, 1.02];
	expect(settleGrippers([[...others, given]], space)).toEqual([[...others, expected]]);
});
