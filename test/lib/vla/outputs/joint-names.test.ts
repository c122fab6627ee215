import { checkJointNames } from '../../../../lib/vla/outputs/joint-names';
import { toLeRobot } from '../../../../lib/vla/outputs/le-robot';
import { toRosbridge } from '../../../../lib/vla/outputs/rosbridge';
import { handSteps, jointSteps, ROS_OPTIONS } from './steps';

const ONE_ARM = jointSteps(1);
const TWO_ARMS = jointSteps(2);

it.each([
	['two names for two joints', ONE_ARM, ['pan', 'lift']],
	['no names', ONE_ARM, undefined],
	['names that only speak of the gripper', ONE_ARM, ['pan', 'wrist_to_gripper']],
	['four for two arms', TWO_ARMS, ['left_pan', 'left_lift', 'right_pan', 'right_lift']],
	['names for a hand, which has none', handSteps(), ['a']],
])('takes %s', (_, { space }, names) => {
	expect(() => checkJointNames(space, names)).not.toThrow();
});

it.each([
	['too few', ['a']],
	['too many', ['a', 'b', 'c']],
	['one twice', ['a', 'a']],
	['an empty one', ['a', '']],
	['none at all', []],
	["the gripper's", ['a', 'gripper']],
	["the left arm's gripper's", ['left_gripper', 'a']],
	["the gripper's as LeRobot writes it", ['a', 'Gripper.pos']],
])('refuses %s', (_, names) => {
	expect(() => checkJointNames(ONE_ARM.space, names)).toThrow(
		expect.objectContaining({ code: 'JOINT_NAMES_INVALID' }),
	);
});

it('says how many of what are expected', () => {
	expect(() => checkJointNames(TWO_ARMS.space, ['a', 'a'])).toThrow(
		'"Joint Names" must have 4 different names with commas between them, one for each joint of both arms, in the order of the policy, and none for a gripper; found 2: "a", "a".',
	);
});

it('no format mixes names that are given with names that are not', () => {
	const steps = [[0.1, 0.2, 1]];
	const refused = expect.objectContaining({ code: 'JOINT_NAMES_INVALID' });
	expect(() => toLeRobot(jointSteps(1, { steps }), ['a'])).toThrow(refused);
	const options = { ...ROS_OPTIONS, jointNames: ['a'] };
	expect(() => toRosbridge(jointSteps(1, { steps }), options)).toThrow(refused);
});
