import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { oneOf, switchOf } from '../../lib/n8n/choices';
import { GRIPPER_CONVENTIONS, type GripperConvention } from '../../lib/vla/gripper';
import { poseSizes, toState } from '../../lib/vla/safety/pose';
import type { ActionSpace, RobotState } from '../../lib/vla/safety/types';
import { readMoment } from './moment';
import { readNumbers } from './numbers';

const CONVENTIONS = Object.keys(GRIPPER_CONVENTIONS) as GripperConvention[];
const conventionOptions = CONVENTIONS.map((value) => {
	const { inWords } = GRIPPER_CONVENTIONS[value];
	return { name: inWords.replace(/\b[a-z]/g, (letter) => letter.toUpperCase()), value };
}).sort((one, other) => one.name.localeCompare(other.name));
/** What nobody chose: a policy's own convention. */
const AS_POLICY = 'asPolicy';

/** About the robot: where it is, what it is called, how its gripper counts. */
export const robotOptionFields: INodeProperties[] = [
	{
		displayName: 'Captured At',
		name: 'capturedAt',
		type: 'string',
		default: '',
		placeholder: 'e.g. {{ $json.takenAt }}',
		description:
			'When the picture was taken: a date with its time, or seconds, milli-, micro- or nanoseconds since 1970. Empty: for a file of the item when this node began (with Retry On Fail at its first try), for a path when the file was last written, for an address when it was fetched.',
	},
	{
		displayName: 'Current Pose',
		name: 'currentPose',
		type: 'string',
		default: '',
		placeholder: 'e.g. 0.3, 0, 0.2, 0, 0, 0, 1',
		hint: 'In metres and radians',
		description:
			'Where the robot is, in the order of the action: x, y, z in metres, roll, pitch, yaw in radians, gripper, of which the last one or the last four may be missing; or its joints in radians, with or without the grippers. Numbers with commas between them and points for decimals, or a list or an object from an expression. The workspace needs it.',
	},
	{
		displayName: 'Gripper',
		name: 'gripper',
		type: 'options',
		options: [{ name: 'As the Policy Gives It', value: AS_POLICY }, ...conventionOptions],
		default: AS_POLICY,
		description: 'What the number of the gripper means to your robot: it is converted to that',
	},
	{
		displayName: 'Gripper Fully Open or Closed',
		name: 'binarizeGripper',
		type: 'boolean',
		default: false,
		description:
			'Whether the gripper is either open or closed, never between: more than half open is open',
	},
	{
		displayName: 'Gripper of the Policy',
		name: 'policyGripper',
		type: 'options',
		options: [{ name: 'As the Policy Was Published', value: AS_POLICY }, ...conventionOptions],
		default: AS_POLICY,
		description:
			"What the number of the gripper means where it comes from. Change it only for a policy of your own whose robot counted otherwise: this turns the gripper's motion round.",
	},
	{
		displayName: 'Robot Name',
		name: 'robotName',
		type: 'string',
		default: '',
		placeholder: 'e.g. left arm',
		description:
			'Names the robot for the minimum interval: nodes and workflows that move the same robot must name it alike. Empty: all of this workflow moves one robot.',
	},
];

/** How a gripper's number is given on. */
export interface GripperOptions {
	/** What it means where it comes from; absent: what the policy's makers say. */
	from?: GripperConvention;
	/** What it is to mean; absent: the same. */
	to?: GripperConvention;
	binarise: boolean;
}

/** Reads how the gripper counts. */
export function readGripper(raw: IDataObject): GripperOptions {
	const convention = (name: string, found: unknown) => {
		const chosen = oneOf(name, [AS_POLICY, ...CONVENTIONS], found, AS_POLICY);
		return chosen === AS_POLICY ? undefined : (chosen as GripperConvention);
	};
	return {
		from: convention('Gripper of the Policy', raw.policyGripper),
		to: convention('Gripper', raw.gripper),
		binarise: switchOf('Gripper Fully Open or Closed', raw.binarizeGripper, false),
	};
}

/** Where the robot is, as far as somebody says: as many numbers as tell that of a robot of this kind. */
export function readPose(raw: IDataObject, space: ActionSpace): RobotState | undefined {
	const sizes = poseSizes(space);
	const what = space.kinds.includes('joint')
		? 'its joints in radians, with or without each gripper'
		: 'x, y, z, then roll, pitch, yaw, then the gripper';
	const found = readNumbers(
		{
			name: 'Current Pose',
			expected: `${sizes.slice(0, -1).join(', ')} or ${sizes.at(-1)} numbers with commas between them: ${what}`,
			fields: space.names,
			isFitting: ({ length }) => sizes.includes(length),
		},
		raw.currentPose,
	);
	return found && toState(space, found);
}

/** When the picture was taken; undefined where nobody says. */
export const readCapturedAt = (raw: IDataObject): number | undefined =>
	readMoment('Captured At', raw.capturedAt);
