import type { IDataObject, INodeProperties } from 'n8n-workflow';
import {
	DEFAULT_ACTION_INTERVAL_MS,
	DEFAULT_MAXIMUM_JOINT_STEP_RADIANS,
	DEFAULT_MAXIMUM_ROTATION_RADIANS,
	DEFAULT_MAXIMUM_STEP_METRES,
	DEFAULT_OBSERVATION_AGE_SECONDS,
	DEFAULT_RANGE_MARGIN,
} from '../../lib/limits';
import { numberIn, oneOf, switchOf } from '../../lib/n8n/choices';
import type { SafetyLimits, ViolationHandling } from '../../lib/vla/safety/types';
import { readCapturedAt } from './robot-options';
import { readWorkspace, workspaceOptionField } from './workspace-option';

const HANDLINGS = ['hold', 'clip', 'fail'] as const satisfies readonly ViolationHandling[];
/** What no action may break. */
export const safetyOptionFields: INodeProperties[] = [
	{
		displayName: 'Dry Run',
		name: 'dryRun',
		type: 'boolean',
		default: true,
		description:
			'Whether nothing may move: the output is then to hold still, and the field "proposed" tells what the robot would have done. Turn it off only when you have seen that the proposals are right and a person stands by the emergency stop.',
	},
	{
		displayName: 'Look Check',
		name: 'lookCheck',
		type: 'boolean',
		default: true,
		description:
			'Whether to hold still when the picture has nearly one colour only, or when the policy wants the same for a black picture: it then does not look. The policy is asked once more for that, now and then.',
	},
	{
		displayName: 'Max Joint Step',
		name: 'maxJointStep',
		type: 'number',
		typeOptions: { minValue: 0, numberPrecision: 4 },
		default: DEFAULT_MAXIMUM_JOINT_STEP_RADIANS,
		hint: 'In radians: 0.1 is 6 degrees',
		description: 'The farthest that one action may turn a joint',
	},
	{
		displayName: 'Max Picture Age',
		name: 'maximumAge',
		type: 'number',
		typeOptions: { minValue: 0, numberPrecision: 3 },
		default: DEFAULT_OBSERVATION_AGE_SECONDS,
		hint: 'In seconds',
		description:
			'When the action is there and its picture is older than this, the robot holds still: the scene may be another by now. Of several steps those are left out that would begin later (option "Step Time").',
	},
	{
		displayName: 'Max Rotation',
		name: 'maxRotation',
		type: 'number',
		typeOptions: { minValue: 0, numberPrecision: 4 },
		default: DEFAULT_MAXIMUM_ROTATION_RADIANS,
		hint: 'In radians: 0.25 is 14 degrees',
		description: 'The farthest that one action may turn the hand about an axis',
	},
	{
		displayName: 'Max Step',
		name: 'maxStep',
		type: 'number',
		typeOptions: { minValue: 0, numberPrecision: 4 },
		default: DEFAULT_MAXIMUM_STEP_METRES,
		hint: 'In metres: 0.05 is 5 cm',
		description: 'The farthest that one action may move the hand along an axis',
	},
	{
		displayName: 'Min Interval',
		name: 'minimumInterval',
		type: 'number',
		typeOptions: { minValue: 0, numberPrecision: 0 },
		default: DEFAULT_ACTION_INTERVAL_MS,
		hint: 'In milliseconds',
		description:
			'Time that must lie between two actions of one robot, also of different executions; one that comes too soon holds still, and so does one that comes before the steps of the last are over (option "Step Time"). For several steps in one go use a policy that gives them together.',
	},
	{
		displayName: 'On Violation',
		name: 'onViolation',
		type: 'options',
		options: [
			{
				name: 'Clip and Report',
				value: 'clip',
				description:
					'Numbers become the nearest ones allowed, and "clipped" says so. What cannot be mended holds still.',
			},
			{
				name: 'Fail',
				value: 'fail',
				description: 'The node fails with an error that names the limit',
			},
			{
				name: 'Hold Still',
				value: 'hold',
				description:
					'No motion, and "reasons" says why. The gripper, and joints that are told where to be, are left as they are (null).',
			},
		],
		default: 'hold',
		description: 'What to do with an action that breaks a limit',
	},
	{
		displayName: 'Range Margin',
		name: 'rangeMargin',
		type: 'number',
		typeOptions: { minValue: 0, numberPrecision: 3 },
		default: DEFAULT_RANGE_MARGIN,
		hint: 'As a share of the range: 0.1 is a tenth',
		description:
			'How far a number may lie beyond the range that the policy saw in training. Only where the range is known.',
	},
	workspaceOptionField,
];

/** Whether nothing may move. */
export const readDryRun = (raw: IDataObject): boolean => switchOf('Dry Run', raw.dryRun, true);

/** How old a picture may be that a policy is asked about; a dry run overlooks the age of one whose time nobody tells. */
export const askedAgeMs = (raw: IDataObject): number | undefined =>
	readDryRun(raw) && readCapturedAt(raw) === undefined
		? undefined
		: readLimits(raw).maximumObservationAgeMs;

/** Whether the pictures are looked at, and whether the policy looks at them. */
export const readLookCheck = (raw: IDataObject): boolean =>
	switchOf('Look Check', raw.lookCheck, true);

/** Reads what no action may break. */
export function readLimits(raw: IDataObject): SafetyLimits {
	const number = (name: string, found: unknown, fallback: number) =>
		numberIn(name, { from: 0 }, found, fallback);
	const ageSeconds = number('Max Picture Age', raw.maximumAge, DEFAULT_OBSERVATION_AGE_SECONDS);
	return {
		onViolation: oneOf('On Violation', HANDLINGS, raw.onViolation, 'hold'),
		rangeMargin: number('Range Margin', raw.rangeMargin, DEFAULT_RANGE_MARGIN),
		maximumStep: {
			translation: number('Max Step', raw.maxStep, DEFAULT_MAXIMUM_STEP_METRES),
			rotation: number('Max Rotation', raw.maxRotation, DEFAULT_MAXIMUM_ROTATION_RADIANS),
			joint: number('Max Joint Step', raw.maxJointStep, DEFAULT_MAXIMUM_JOINT_STEP_RADIANS),
		},
		workspace: readWorkspace(raw.workspace),
		maximumObservationAgeMs: ageSeconds * 1000,
		minimumIntervalMs: number('Min Interval', raw.minimumInterval, DEFAULT_ACTION_INTERVAL_MS),
	};
}
