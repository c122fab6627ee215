import { vlaInputError } from '../errors';
import { placesOf } from '../safety/space';
import type { ActionSpace } from '../safety/types';

/** Under these LeRobot takes the gripper itself: a joint of that name would move it. */
const GRIPPER = /^((left|right)[\s_.-]?)?gripper(\.pos)?$/i;

/**
 * Throws JOINT_NAMES_INVALID unless there are as many different names as joints, and none of a gripper: a name too few,
 * too many or twice moves another joint than is meant. Absent names, and those for a hand, are not looked at.
 */
export function checkJointNames(space: ActionSpace, names: string[] | undefined): void {
	const { length: expected } = placesOf(space, 'joint');
	if (names === undefined || expected === 0) return;
	const isRight =
		names.length === expected &&
		new Set(names).size === expected &&
		names.every((name) => name !== '' && !GRIPPER.test(name));
	if (isRight) return;
	const { length: arms } = placesOf(space, 'gripper');
	throw vlaInputError('JOINT_NAMES_INVALID', { expected, arms, found: names });
}
