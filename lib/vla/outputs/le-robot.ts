import { openness } from '../gripper';
import { placesOf } from '../safety/space';
import { inMetresAndRadians, isHand, jointPlaces } from './axes';
import { checkJointNames } from './joint-names';
import type { SafeSteps } from './types';

/** An action as LeRobot's robots take it, by name. */
export type LeRobotAction = Record<string, number>;

/** Grippers of LeRobot's joints: 0 is closed, 100 open. */
const FULLY_OPEN = 100;
/** Grippers of its motions: what teleoperators send. */
const GRIPPER_COMMANDS = { close: 0, stay: 1, open: 2 };
const DEGREES = 180 / Math.PI;

/**
 * Safe steps by LeRobot's names. A hand: `delta_x delta_y delta_z` (metres) and `gripper` (0 close, 1 stay, 2 open) as
 * its teleoperators give them, and `delta_wx delta_wy delta_wz` (radians) beside them. Joints: `NAME.pos` in degrees,
 * grippers 0 (closed) to 100 (open). What is to stay as it is, or is not known, is left out. Where two arms are, the
 * first is `left_`, the second `right_`. JOINT_NAMES_INVALID.
 */
export function toLeRobot(given: SafeSteps, jointNames?: string[]): LeRobotAction[] {
	const all = inMetresAndRadians(given);
	return isHand(all) ? all.steps.map((_, step) => motion(all, step)) : positions(all, jointNames);
}

function motion(all: SafeSteps, step: number): LeRobotAction {
	const vector = all.steps[step];
	const parts = (kind: 'translation' | 'rotation', prefix: string) =>
		placesOf(all.space, kind).map(
			(place, n) => [`${prefix}${'xyz'[n]}`, vector[place] ?? 0] as const,
		);
	const grip = placesOf(all.space, 'gripper').map(
		(place) => ['gripper', gripperCommand(all, vector[place])] as const,
	);
	return Object.fromEntries([
		...parts('translation', 'delta_'),
		...parts('rotation', 'delta_w'),
		...grip,
	]);
}

function gripperCommand({ space }: SafeSteps, value: number | null): number {
	if (value === null) return GRIPPER_COMMANDS.stay;
	return openness(value, space.gripper) > 0.5 ? GRIPPER_COMMANDS.open : GRIPPER_COMMANDS.close;
}

function positions(all: SafeSteps, jointNames?: string[]): LeRobotAction[] {
	const { space, steps } = all;
	checkJointNames(space, jointNames);
	const grippers = placesOf(all.space, 'gripper');
	const arms = Math.max(1, grippers.length);
	const joints = placesOf(all.space, 'joint').length / arms;
	const side = (arm: number) => (arms === 1 ? '' : arm === 0 ? 'left_' : 'right_');
	const name = (joint: number) =>
		jointNames?.[joint] ?? `${side(Math.floor(joint / joints))}joint_${(joint % joints) + 1}`;
	const known = new Map(jointPlaces(all).map(({ step, at }) => [step, at]));
	return steps.map((vector, step) =>
		Object.fromEntries([
			...(known.get(step) ?? []).map((at, joint) => [`${name(joint)}.pos`, at * DEGREES] as const),
			...grippers.flatMap((place, arm) => {
				const value = vector[place];
				if (value === null) return [];
				const open = openness(value, space.gripper) * FULLY_OPEN;
				return [[`${side(arm)}gripper.pos`, open] as const];
			}),
		]),
	);
}
