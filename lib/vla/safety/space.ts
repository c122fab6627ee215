import { ACTION_PARTS } from '../action';
import { GRIPPER_CONVENTIONS } from '../gripper';
import type { ActionSpace, AxisKind, Interval, SafeVector } from './types';

const HAND: AxisKind[] = [
	...(['translation', 'translation', 'translation'] as const),
	...(['rotation', 'rotation', 'rotation', 'gripper'] as const),
];

/** Places of the axes of these kinds, in their order. */
export function placesOf({ kinds }: Pick<ActionSpace, 'kinds'>, ...wanted: AxisKind[]): number[] {
	return [...kinds.keys()].filter((place) => wanted.includes(kinds[place]));
}

type SpaceOptions = Omit<ActionSpace, 'names' | 'kinds'>;

/** The seven numbers of a hand: metres along x, y, z, radians about them, gripper. */
export function handSpace(options: SpaceOptions): ActionSpace {
	return { names: ACTION_PARTS, kinds: HAND, ...options };
}

/** Arms in joint angles (radians), each with its gripper behind its joints, as DROID (1 arm) and ALOHA (2 arms) order them. */
export function jointSpace(dimensions: number, arms: number, options: SpaceOptions): ActionSpace {
	const anArm = dimensions / arms;
	const isGripper = (place: number) => (place + 1) % anArm === 0;
	const places = [...Array(dimensions).keys()];
	return {
		names: places.map((place) =>
			isGripper(place) ? nameOfGripper(place, anArm, arms) : `joint ${place + 1}`,
		),
		kinds: places.map((place) => (isGripper(place) ? 'gripper' : 'joint')),
		...options,
	};
}

const nameOfGripper = (place: number, anArm: number, arms: number): string =>
	arms === 1 ? 'gripper' : `gripper ${Math.floor(place / anArm) + 1}`;

/**
 * Motions of zero. Null, "leave it as it is", where a number would be a place to go to: nobody checked the place that
 * the robot is said to be at, which may be old or in other units, and a gripper that is told where it was measured lets
 * go of what it presses.
 */
export const holdVector = ({ kinds, convention }: ActionSpace): SafeVector =>
	kinds.map((kind) => (kind === 'gripper' || convention === 'absolute' ? null : 0));

/** Closed and open, as numbers, the lower one first. */
export function gripperRange({ gripper }: ActionSpace): Interval {
	const { closed, open } = GRIPPER_CONVENTIONS[gripper];
	return [Math.min(closed, open), Math.max(closed, open)];
}

/** What 1 stands for on an axis, metres or radians; a gripper's number, and one that says where to be, stands for itself. */
export function unitOf(
	{ kinds, convention, metresOfOne = 1, radiansOfOne = 1 }: ActionSpace,
	axis: number,
): number {
	if (convention === 'absolute' || kinds[axis] === 'gripper') return 1;
	return kinds[axis] === 'translation' ? metresOfOne : radiansOfOne;
}

/** Where an axis is once it has done its part of a step, metres or radians; undefined where nobody knows. */
export function placeAfter(
	space: ActionSpace,
	axis: number,
	value: number | null,
	from: number | undefined,
): number | undefined {
	if (value === null) return from;
	if (space.convention === 'absolute' || space.kinds[axis] === 'gripper') return value;
	return from === undefined ? undefined : from + value * unitOf(space, axis);
}
