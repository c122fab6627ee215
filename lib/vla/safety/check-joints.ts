import { MAXIMUM_JOINT_RADIANS } from '../../limits';
import type { Situation, Violation } from './types';
import { violation } from './violations';

/** Whether joints are where joints can be: places in degrees would have a robot go to others than it is shown to be at. */
export function checkJoints({ space, state }: Pick<Situation, 'space' | 'state'>): Violation[] {
	const axis = state.findIndex(
		(place = 0, index) => space.kinds[index] === 'joint' && Math.abs(place) > MAXIMUM_JOINT_RADIANS,
	);
	if (axis === -1) return [];
	return [violation('STATE_NOT_IN_RADIANS', { axis: space.names[axis], found: state[axis] })];
}
