import type { INodeProperties } from 'n8n-workflow';
import { DEFAULT_MINIMUM_SCENE_SECONDS } from './options';

/** Options of the strategy that finds scenes. */
export const sceneOptions: INodeProperties[] = [
	{
		displayName: 'Place in Scene',
		name: 'scenePlace',
		type: 'options',
		options: [
			{ name: 'Beginning', value: 'start' },
			{ name: 'End', value: 'end' },
			{ name: 'Middle', value: 'middle' },
		],
		default: 'middle',
		description:
			'Which frame stands for a scene. One that is black or blurred gives way to a better one beside it.',
	},
	{
		displayName: 'Scene Detector',
		name: 'sceneDetector',
		type: 'options',
		options: [
			{
				name: 'For Fast Movement',
				value: 'adaptive',
				description: 'Compares a change with those around it: a moving camera is no cut',
			},
			{
				name: 'Usual',
				value: 'content',
				description: 'A cut is where the picture changes strongly from one frame to the next',
			},
		],
		default: 'content',
		description: 'How a cut from one scene to the next is recognised',
	},
	{
		displayName: 'Scene Threshold',
		name: 'sceneThreshold',
		type: 'number',
		typeOptions: { minValue: 0, numberPrecision: 2 },
		default: 0,
		description:
			'How strong a change must be to count as a cut. Lower finds more scenes. 0 takes the usual value: 27, or 3 for fast movement.',
	},
	{
		displayName: 'Shortest Scene',
		name: 'minimumSceneSeconds',
		type: 'number',
		typeOptions: { minValue: 0, numberPrecision: 2 },
		default: DEFAULT_MINIMUM_SCENE_SECONDS,
		description: 'Seconds. Cuts that follow each other more closely belong to one scene.',
	},
];
