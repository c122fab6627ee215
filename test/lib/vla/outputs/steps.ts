import type { RosOptions } from '../../../../lib/vla/outputs/rosbridge';
import type { SafeSteps } from '../../../../lib/vla/outputs/types';
import { handSpace, jointSpace } from '../../../../lib/vla/safety/space';

/** Where and how a robot listens. */
export const ROS_OPTIONS: RosOptions = {
	motionTopic: '/cmd',
	stamped: false,
	jointTopic: '/joints',
	gripperTopic: '/gripper',
	gripperMessage: 'number',
	frameId: 'base',
};

/** Steps of a hand; 0 is closed, 1 open. */
export const handSteps = (given: Partial<SafeSteps> = {}): SafeSteps => ({
	space: handSpace({ convention: 'delta', gripper: 'zeroClosedOneOpen' }),
	steps: [[0.02, -0.01, 0.04, 0.1, 0, -0.2, 1]],
	state: [],
	dryRun: false,
	safe: true,
	held: false,
	periodSeconds: 0.2,
	emittedAtMs: 1_700_000_000_250,
	...given,
});

/** Steps of arms in joints, three numbers each, the last its gripper. */
export const jointSteps = (arms: number, given: Partial<SafeSteps> = {}): SafeSteps => ({
	...handSteps(),
	space: jointSpace(3 * arms, arms, { convention: 'absolute', gripper: 'zeroOpenOneClosed' }),
	...given,
});
