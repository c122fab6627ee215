import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { showFor } from '../../lib/n8n/show-for';

const ALOHA: INodePropertyOptions = {
	name: 'ALOHA (Two Arms)',
	value: 'aloha',
	description: 'Two arms of six joints with a gripper each; the state has 14 numbers',
};
const LIBERO: INodePropertyOptions = {
	name: 'LIBERO (Simulator)',
	value: 'libero',
	description:
		'The hand of a Franka arm in the simulator LIBERO. The action is in shares of its largest motion, as the simulator takes it: 1 is 5 cm or 0.5 radians a step; limits and formats count in metres and radians. The state has 8 numbers.',
};
const BRIDGE: INodePropertyOptions = {
	name: 'Bridge (WidowX)',
	value: 'bridge',
	description: 'The hand of a small WidowX arm; the state has 7 numbers',
};
const DROID: INodePropertyOptions = {
	name: 'DROID (Franka)',
	value: 'droid',
	description:
		'The seven joints of a Franka arm and its gripper. The action is in shares of their fastest speed: 1 is 0.2 radians a step; limits and formats count in radians. The state has 8 numbers.',
};

const robotField = (options: INodePropertyOptions[]): INodeProperties => ({
	displayName: 'Robot',
	name: 'robot',
	type: 'options',
	options,
	default: 'libero',
	description: "Which robot the server's policy was trained on: it decides what its numbers mean",
});

/** Whose motions a server's policy gives. */
export const robotFields: INodeProperties[] = [
	...showFor({ policy: ['openVlaOft'] }, [robotField([ALOHA, BRIDGE, LIBERO])]),
	...showFor({ policy: ['openPi'] }, [robotField([ALOHA, DROID, LIBERO])]),
];

/** Where the robot is, for policies that want to know. */
export const stateField: INodeProperties = {
	displayName: 'Robot State',
	name: 'state',
	type: 'string',
	default: '',
	placeholder: 'e.g. 0.1, -0.3, 0.2, 0, 1.2, 0, 0.5, 0',
	description:
		'Where the robot is, in the order and the units that the policy was trained on; most policies on servers need it. Numbers with commas between them, or a list from an expression.',
};
