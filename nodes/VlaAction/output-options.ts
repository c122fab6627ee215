import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { DEFAULT_ACTION_PERIOD_SECONDS } from '../../lib/limits';
import { numberIn, oneOf } from '../../lib/n8n/choices';
import { showFor } from '../../lib/n8n/show-for';
import { checkJointNames } from '../../lib/vla/outputs/joint-names';
import type { RosOptions } from '../../lib/vla/outputs/rosbridge';
import type { ActionSpace } from '../../lib/vla/safety/types';

const FORMATS = ['action', 'rosbridge', 'leRobot', 'mqtt'] as const;
const MOTIONS = ['twist', 'twistStamped'] as const;
const GRIPPERS = ['number', 'bool'] as const;
const ROS_DEFAULTS = {
	motionTopic: '/cmd_vel',
	jointTopic: '/joint_trajectory',
	gripperTopic: '/gripper_command',
	frameId: 'base_link',
};
const MQTT_TOPIC = 'robot/action';

const text = (
	displayName: string,
	name: string,
	defaultText: string,
	description: string,
): INodeProperties => ({ displayName, name, type: 'string', default: defaultText, description });

/** How the action is said to what moves the robot. */
export const outputOptionFields: INodeProperties[] = [
	{
		displayName: 'Output Format',
		name: 'outputFormat',
		type: 'options',
		options: [
			{
				name: 'LeRobot',
				value: 'leRobot',
				description:
					'The field "leRobot": one action a step by the names that LeRobot uses, joints in degrees (your robot needs use_degrees=True), motions of a hand in metres and radians (end_effector_step_sizes of 1)',
			},
			{
				name: 'MQTT',
				value: 'mqtt',
				description: 'The field "mqtt": a topic and a text for an MQTT node',
			},
			{ name: 'Plain Action', value: 'action', description: 'The field "action" alone' },
			{
				name: 'ROS (Rosbridge)',
				value: 'rosbridge',
				description:
					'The field "rosbridge": messages for a rosbridge server, of ROS 1 and ROS 2. Joints get all steps as one trajectory, which goes on when the workflow is stopped; "Send to Rosbridge" tells them one by one.',
			},
		],
		default: 'action',
		description:
			'What to add to the plain action for the program that moves the robot. In a dry run it holds still there too.',
	},
	{
		displayName: 'Step Time',
		name: 'periodSeconds',
		type: 'number',
		typeOptions: { minValue: 0.001, numberPrecision: 3 },
		default: DEFAULT_ACTION_PERIOD_SECONDS,
		hint: 'In seconds',
		description:
			'How long your robot takes for one action, whatever the format. It is busy so long for each of several steps: no further action is given meanwhile, and no step that would begin after "Max Picture Age". ROS is told a speed: the way of an action divided by this. OpenVLA was mostly trained on 5 actions a second: 0.2; LIBERO makes 20: 0.05; ALOHA 50: 0.02.',
	},
	...showFor({ outputFormat: ['rosbridge'] }, [
		text(
			'ROS Frame',
			'frameId',
			ROS_DEFAULTS.frameId,
			'Name of the frame that the directions of the action belong to',
		),
		{
			displayName: 'ROS Gripper Message',
			name: 'gripperMessage',
			type: 'options',
			options: [
				{ name: 'How Open, 0 to 1 (Float64)', value: 'number' },
				{ name: 'Whether Open (Bool)', value: 'bool' },
			],
			default: 'number',
			description: 'What the gripper of your robot is told',
		},
		text(
			'ROS Gripper Topic',
			'gripperTopic',
			ROS_DEFAULTS.gripperTopic,
			'Where your robot listens for its gripper; that of a second arm has a 2 at its end',
		),
		text(
			'ROS Joint Topic',
			'jointTopic',
			ROS_DEFAULTS.jointTopic,
			'Where your robot listens for the motion of joints (JointTrajectory)',
		),
		{
			displayName: 'ROS Motion Message',
			name: 'motionMessage',
			type: 'options',
			options: [
				{ name: 'Twist', value: 'twist' },
				{ name: 'TwistStamped', value: 'twistStamped', description: 'With its time and its frame' },
			],
			default: 'twist',
			description: 'How the motion of a hand is told',
		},
		text(
			'ROS Motion Topic',
			'motionTopic',
			ROS_DEFAULTS.motionTopic,
			'Where your robot listens for the motion of its hand (Twist)',
		),
	]),
	{
		...text(
			'Joint Names',
			'jointNames',
			'',
			'What your robot calls its joints, in the order of the policy and without the gripper, with commas between them. Empty: joint_1, joint_2 and so on.',
		),
		placeholder: 'e.g. shoulder_pan, shoulder_lift, elbow_flex',
		displayOptions: { show: { outputFormat: ['leRobot', 'rosbridge'] } },
	},
	...showFor({ outputFormat: ['mqtt'] }, [
		text('MQTT Topic', 'mqttTopic', MQTT_TOPIC, 'Where your robot listens'),
	]),
];

/** What the output adds to the plain action. */
export interface OutputOptions {
	format: (typeof FORMATS)[number];
	periodSeconds: number;
	ros: RosOptions;
	mqttTopic: string;
}

/** Throws JOINT_NAMES_INVALID where names are given, and wanted, that do not fit the joints. */
export function checkOutput(space: ActionSpace, raw: IDataObject): void {
	const { format, ros } = readOutput(raw);
	if (format === 'leRobot' || format === 'rosbridge') checkJointNames(space, ros.jointNames);
}

/** Reads how the action is said. */
export function readOutput(raw: IDataObject): OutputOptions {
	const or = (found: unknown, fallback: string) => String(found ?? '').trim() || fallback;
	const names = or(raw.jointNames, '');
	return {
		format: oneOf('Output Format', FORMATS, raw.outputFormat, 'action'),
		periodSeconds: numberIn(
			'Step Time',
			{ from: 0.001 },
			raw.periodSeconds,
			DEFAULT_ACTION_PERIOD_SECONDS,
		),
		ros: {
			motionTopic: or(raw.motionTopic, ROS_DEFAULTS.motionTopic),
			stamped: oneOf('ROS Motion Message', MOTIONS, raw.motionMessage, 'twist') === 'twistStamped',
			jointTopic: or(raw.jointTopic, ROS_DEFAULTS.jointTopic),
			gripperTopic: or(raw.gripperTopic, ROS_DEFAULTS.gripperTopic),
			gripperMessage: oneOf('ROS Gripper Message', GRIPPERS, raw.gripperMessage, 'number'),
			frameId: or(raw.frameId, ROS_DEFAULTS.frameId),
			...(names && { jointNames: names.split(',').map((name) => name.trim()) }),
		},
		mqttTopic: or(raw.mqttTopic, MQTT_TOPIC),
	};
}
