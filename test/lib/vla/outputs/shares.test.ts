import { toLeRobot } from '../../../../lib/vla/outputs/le-robot';
import { toMqtt } from '../../../../lib/vla/outputs/mqtt';
import { toRosbridge } from '../../../../lib/vla/outputs/rosbridge';
import { spaceOf } from '../../../../lib/vla/policies/remote/spaces';
import { handSteps, jointSteps, ROS_OPTIONS } from './steps';

const near = (value: number) => expect.closeTo(value, 12) as number;

/** LIBERO: 1 is 5 cm and half a radian. */
const hand = handSteps({
	space: spaceOf({ policy: 'openVlaOft', robot: 'libero' }),
	steps: [[0.5, -1, 0.1, 0.2, 0, -0.4, 1]],
	periodSeconds: 0.05,
});
/** DROID: 1 is 0.2 radians. */
const joints = jointSteps(1, {
	space: spaceOf({ policy: 'openPi', robot: 'droid' }),
	steps: [[0.5, 0, 0, 0, 0, 0, -1, null]],
});

it('rosbridge is told metres and radians a second', () => {
	const { messages } = toRosbridge(hand, ROS_OPTIONS);
	expect(messages.find(({ op }) => op === 'publish')).toMatchObject({
		msg: {
			linear: { x: near(0.5), y: near(-1), z: near(0.1) },
			angular: { x: near(2), y: 0, z: near(-4) },
		},
	});
});

it('LeRobot is told metres and radians', () => {
	expect(toLeRobot(hand)).toEqual([
		{
			...{ delta_x: near(0.025), delta_y: near(-0.05), delta_z: near(0.005) },
			...{ delta_wx: near(0.1), delta_wy: 0, delta_wz: near(-0.2), gripper: 2 },
		},
	]);
});

it('MQTT is told metres and radians, of joints too', () => {
	const stepOf = ({ payload }: { payload: string }) =>
		(JSON.parse(payload) as { steps: unknown[] }).steps[0];
	expect(stepOf(toMqtt(hand, 'arm'))).toEqual({
		...{ x: near(0.025), y: near(-0.05), z: near(0.005) },
		...{ roll: near(0.1), pitch: 0, yaw: near(-0.2), gripper: 1 },
	});
	expect(stepOf(toMqtt(joints, 'arm'))).toMatchObject({
		...{ 'joint 1': near(0.1), 'joint 2': 0, 'joint 7': near(-0.2), gripper: null },
	});
});
