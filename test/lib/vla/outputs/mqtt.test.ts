import { toMqtt } from '../../../../lib/vla/outputs/mqtt';
import { handSteps } from './steps';

it('tells each step by name, when it left and how much it is worth', () => {
	const steps = [
		[0.02, 0, 0, 0, 0, 0, null],
		[0, 0, 0, 0, 0, 0, 1],
	];
	const { topic, payload } = toMqtt(handSteps({ steps, safe: false, dryRun: true }), 'arm/1');
	expect(topic).toBe('arm/1');
	expect(JSON.parse(payload)).toEqual({
		timestamp: '2023-11-14T22:13:20.250Z',
		dryRun: true,
		held: false,
		safe: false,
		periodSeconds: 0.2,
		steps: [
			{ x: 0.02, y: 0, z: 0, roll: 0, pitch: 0, yaw: 0, gripper: null },
			{ x: 0, y: 0, z: 0, roll: 0, pitch: 0, yaw: 0, gripper: 1 },
		],
	});
});
