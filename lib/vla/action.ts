import type { Action, ActionVector } from './types';

/** Names of the seven numbers, in their order. */
export const ACTION_PARTS = ['x', 'y', 'z', 'roll', 'pitch', 'yaw', 'gripper'] as const;

/** The seven numbers by name; undefined where there are more or fewer: those are a robot's own joints. */
export function toAction(vector: ActionVector): Action | undefined {
	if (vector.length !== ACTION_PARTS.length) return undefined;
	const [x, y, z, roll, pitch, yaw, gripper] = vector;
	return { x, y, z, roll, pitch, yaw, gripper };
}

/** The reverse. */
export function toVector(action: Action): ActionVector {
	return ACTION_PARTS.map((part) => action[part]);
}
