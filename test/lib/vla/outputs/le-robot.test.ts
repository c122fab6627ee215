import { toLeRobot } from '../../../../lib/vla/outputs/le-robot';
import { spaceOf } from '../../../../lib/vla/policies/remote/spaces';
import { holdVector } from '../../../../lib/vla/safety/space';
import { handSteps, jointSteps } from './steps';

it('names the motion of a hand as teleoperators do', () => {
	expect(toLeRobot(handSteps())).toEqual([
		{
			...{ delta_x: 0.02, delta_y: -0.01, delta_z: 0.04 },
			...{ delta_wx: 0.1, delta_wy: 0, delta_wz: -0.2, gripper: 2 },
		},
	]);
	const closing = handSteps({ steps: [[0, 0, 0, 0, 0, 0, 0]] });
	expect(toLeRobot(closing)).toMatchObject([{ delta_x: 0, gripper: 0 }]);
});

it('holds still as no motion and a gripper that stays', () => {
	const { space } = handSteps();
	expect(toLeRobot(handSteps({ steps: [holdVector(space)] }))).toEqual([
		{
			...{ delta_x: 0, delta_y: 0, delta_z: 0 },
			...{ delta_wx: 0, delta_wy: 0, delta_wz: 0, gripper: 1 },
		},
	]);
});

it('gives joints in degrees and grippers in hundredths, by the names of the robot', () => {
	const steps = [[Math.PI / 2, -Math.PI, 0.25]];
	expect(toLeRobot(jointSteps(1, { steps }), ['shoulder_pan', 'shoulder_lift'])).toEqual([
		{ 'shoulder_pan.pos': 90, 'shoulder_lift.pos': -180, 'gripper.pos': 75 },
	]);
});

it('turns joints that are told in shares by the angle that a share is', () => {
	const space = spaceOf({ policy: 'openPi', robot: 'droid' });
	const steps = [[0.5, 0, 0, 0, 0, 0, -1, 0]];
	const all = { ...jointSteps(1), space, steps };
	const [action] = toLeRobot({ ...all, state: [0.1, 0, 0, 0, 0, 0, 0.2, 0] });
	expect(action['joint_1.pos']).toBeCloseTo((0.2 * 180) / Math.PI, 9);
	expect(action['joint_7.pos']).toBeCloseTo(0, 9);
	expect(action['gripper.pos']).toBe(100);
	// From where nobody knows, nobody knows where to.
	expect(toLeRobot({ ...all, state: [] })).toEqual([{ 'gripper.pos': 100 }]);
});

it('tells two arms apart, and leaves out what is to stay or is not known', () => {
	const steps = [[0, Math.PI, null, Math.PI, 0, 0]];
	expect(toLeRobot(jointSteps(2, { steps }))).toEqual([
		{
			...{ 'left_joint_1.pos': 0, 'left_joint_2.pos': 180 },
			...{ 'right_joint_1.pos': 180, 'right_joint_2.pos': 0, 'right_gripper.pos': 100 },
		},
	]);
	expect(toLeRobot(jointSteps(1, { steps: [[null, null, null]] }))).toEqual([{}]);
});
