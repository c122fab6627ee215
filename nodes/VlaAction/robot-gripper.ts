import type { IDataObject } from 'n8n-workflow';
import { convertGripper } from '../../lib/vla/gripper';
import type { ActionSpace, SafeVector } from '../../lib/vla/safety/types';
import { readGripper } from './robot-options';

/** The numbers with the gripper as the robot counts it. Checked numbers stay checked: its ends go over into its ends. */
export function inRobotsWords(space: ActionSpace, raw: IDataObject) {
	const { to = space.gripper, binarise } = readGripper(raw);
	const isSame = to === space.gripper && !binarise;
	const convert = (value: number | null, axis: number): number | null => {
		if (isSame || value === null || space.kinds[axis] !== 'gripper') return value;
		return convertGripper(value, { from: space.gripper, to, binarise });
	};
	return {
		space: { ...space, gripper: to },
		convert: (vector: SafeVector): SafeVector => vector.map(convert),
	};
}
