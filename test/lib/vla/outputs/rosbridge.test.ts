import { toRosbridge } from '../../../../lib/vla/outputs/rosbridge';
import { holdVector } from '../../../../lib/vla/safety/space';
import { handSteps, jointSteps, ROS_OPTIONS as OPTIONS } from './steps';

const ZERO = { x: 0, y: 0, z: 0 };
const closeTo = (x: number, y: number, z: number) => ({
	x: expect.closeTo(x, 9) as number,
	y: expect.closeTo(y, 9) as number,
	z: expect.closeTo(z, 9) as number,
});

it('gives a motion as a speed: what a step moves, by the time that it takes', () => {
	const { messages, later } = toRosbridge(handSteps(), OPTIONS);
	expect(messages).toEqual([
		{ op: 'advertise', topic: '/cmd', type: 'geometry_msgs/Twist' },
		{ op: 'advertise', topic: '/gripper', type: 'std_msgs/Float64' },
		{
			op: 'publish',
			topic: '/cmd',
			msg: { linear: closeTo(0.1, -0.05, 0.2), angular: closeTo(0.5, 0, -1) },
		},
		{ op: 'publish', topic: '/gripper', msg: { data: 1 } },
	]);
	const stop = { op: 'publish', topic: '/cmd', msg: { linear: ZERO, angular: ZERO } };
	expect(later).toEqual([{ afterSeconds: 0.2, messages: [stop] }]);
});

it('gives each step of a chunk at its time, and stops behind the last', () => {
	const [one] = handSteps().steps;
	const { later } = toRosbridge(handSteps({ steps: [one, one, one] }), OPTIONS);
	const moving = { linear: closeTo(0.1, -0.05, 0.2) };
	expect(later).toMatchObject([
		{ afterSeconds: expect.closeTo(0.2, 9), messages: [{ msg: moving }, { topic: '/gripper' }] },
		{ afterSeconds: expect.closeTo(0.4, 9), messages: [{ msg: moving }, { topic: '/gripper' }] },
		{ afterSeconds: expect.closeTo(0.6, 9), messages: [{ msg: { linear: ZERO } }] },
	]);
});

it('holds still with zeros, and says nothing to the gripper', () => {
	const { space } = handSteps();
	const steps = [holdVector(space)];
	const { messages } = toRosbridge(handSteps({ steps, held: true, dryRun: true }), OPTIONS);
	expect(messages.filter(({ op }) => op === 'publish')).toEqual([
		{ op: 'publish', topic: '/cmd', msg: { linear: ZERO, angular: ZERO } },
	]);
});

it('puts time and frame to a motion where they are asked for', () => {
	const { messages } = toRosbridge(handSteps(), { ...OPTIONS, stamped: true });
	expect(messages[0]).toMatchObject({ type: 'geometry_msgs/TwistStamped' });
	expect(messages[2]).toEqual({
		op: 'publish',
		topic: '/cmd',
		msg: {
			header: {
				stamp: { secs: 1_700_000_000, nsecs: expect.closeTo(250e6, -3) },
				frame_id: 'base',
			},
			twist: { linear: closeTo(0.1, -0.05, 0.2), angular: closeTo(0.5, 0, -1) },
		},
	});
});

it('gives the steps of joints as one trajectory, the grippers apart', () => {
	const steps = [
		[0.1, 0.2, 1, -0.1, -0.2, 0],
		[0.2, 0.3, 1, -0.2, -0.3, 0],
	];
	const jointNames = ['left waist', 'left elbow', 'right waist', 'right elbow'];
	const options = { ...OPTIONS, jointNames, gripperMessage: 'bool' as const };
	const { messages, later } = toRosbridge(jointSteps(2, { steps }), options);
	expect(messages).toEqual([
		{ op: 'advertise', topic: '/joints', type: 'trajectory_msgs/JointTrajectory' },
		{ op: 'advertise', topic: '/gripper', type: 'std_msgs/Bool' },
		{ op: 'advertise', topic: '/gripper2', type: 'std_msgs/Bool' },
		{
			op: 'publish',
			topic: '/joints',
			msg: {
				header: { stamp: expect.anything(), frame_id: 'base' },
				joint_names: jointNames,
				points: [
					{ positions: [0.1, 0.2, -0.1, -0.2], time_from_start: { secs: 0, nsecs: 200_000_000 } },
					{ positions: [0.2, 0.3, -0.2, -0.3], time_from_start: { secs: 0, nsecs: 400_000_000 } },
				],
			},
		},
		// 1 is closed.
		{ op: 'publish', topic: '/gripper', msg: { data: false } },
		{ op: 'publish', topic: '/gripper2', msg: { data: true } },
	]);
	expect(later).toMatchObject([
		{ afterSeconds: 0.2, messages: [{ topic: '/gripper' }, { topic: '/gripper2' }] },
	]);
});

it('gives joints step by step where that is asked for, each from when it arrives, and the end', () => {
	const steps = [
		[0.1, 0.2, 1],
		[0.2, 0.3, null],
		[0.3, 0.4, null],
	];
	const { messages, later } = toRosbridge(jointSteps(1, { steps }), OPTIONS, { stepwise: true });
	const point = (...positions: number[]) => ({
		topic: '/joints',
		msg: {
			header: { stamp: { secs: 0, nsecs: 0 } },
			points: [{ positions, time_from_start: { secs: 0, nsecs: 200_000_000 } }],
		},
	});
	expect(messages.filter(({ op }) => op === 'publish')).toMatchObject([
		point(0.1, 0.2),
		{ topic: '/gripper' },
	]);
	expect(later).toMatchObject([
		{ afterSeconds: 0.2, messages: [point(0.2, 0.3)] },
		{ afterSeconds: 0.4, messages: [point(0.3, 0.4)] },
		{ afterSeconds: expect.closeTo(0.6, 9), messages: [] },
	]);
});

it.each([false, true])('tells held joints nothing, step by step or not: %s', (stepwise) => {
	const { space } = jointSteps(2);
	const all = jointSteps(2, { steps: [holdVector(space)], state: [1, 2, 0, 1, 2, 0], held: true });
	const delta = { ...all, space: { ...space, convention: 'delta' as const } };
	for (const held of [all, { ...delta, steps: [holdVector(delta.space)] }]) {
		const { messages } = toRosbridge(held, OPTIONS, { stepwise });
		expect(messages.filter(({ op }) => op === 'publish')).toEqual([]);
	}
});

it('adds up motions of joints from where they are, and sends none where nobody told', () => {
	const space = { ...jointSteps(1).space, convention: 'delta' as const };
	const steps = [
		[0.1, 0, null],
		[0.1, -0.1, null],
	];
	const known = toRosbridge(jointSteps(1, { space, steps, state: [1, 2, 0] }), OPTIONS);
	expect(known.messages.at(-1)).toMatchObject({
		msg: { points: [{ positions: [1.1, 2] }, { positions: [expect.closeTo(1.2, 9), 1.9] }] },
	});
	const unknown = toRosbridge(jointSteps(1, { space, steps }), OPTIONS);
	expect(unknown.messages).toEqual([
		{ op: 'advertise', topic: '/gripper', type: 'std_msgs/Float64' },
	]);
	expect(unknown.later).toEqual([]);
});
