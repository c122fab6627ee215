import { placesOf } from './space';
import type { ActionSpace, AxisKind, RobotState } from './types';

/** What a pose may leave out: the turns and the gripper, or every gripper. */
const TOLD: AxisKind[][] = [['translation'], ['translation', 'rotation'], ['joint']];

/** How many numbers may say where a robot is: 3, 6 or 7 of a hand; those of the joints, or one an axis. */
export function poseSizes(space: ActionSpace): number[] {
	const partly = TOLD.map((kinds) => placesOf(space, ...kinds).length);
	return [...new Set([...partly, space.kinds.length])].filter((size) => size > 0);
}

/** Where each axis is, from as many numbers as `poseSizes` has; undefined where they do not tell. */
export function toState(space: ActionSpace, numbers: readonly number[]): RobotState {
	const all = [...space.kinds.keys()];
	if (numbers.length === all.length) return numbers;
	const told = TOLD.map((kinds) => placesOf(space, ...kinds));
	const places = told.find(({ length }) => length === numbers.length) ?? [];
	return all.map((axis) => numbers[places.indexOf(axis)]);
}
