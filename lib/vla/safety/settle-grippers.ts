import type { ActionVector } from '../types';
import { gripperRange } from './space';
import type { ActionSpace } from './types';

/** How far beyond its ends a gripper's number may be, as a share of what lies between, before it means something else. */
const OVERSHOOT = 0.1;

/** Networks pass a gripper's ends by a little, which means the end; what is farther off stays, for safety to judge. */
export function settleGrippers(steps: ActionVector[], space: ActionSpace): ActionVector[] {
	const [low, high] = gripperRange(space);
	const tolerance = OVERSHOOT * (high - low);
	return steps.map((step) =>
		step.map((value, axis) => {
			if (space.kinds[axis] !== 'gripper') return value;
			const end = Math.min(high, Math.max(low, value));
			return Math.abs(value - end) <= tolerance ? end : value;
		}),
	);
}
