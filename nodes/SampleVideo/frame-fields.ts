import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { showFor } from '../../lib/n8n/show-for';
import { clipModelParameter } from '../shared/clip-model-parameter';
import { DEFAULT_COUNT, DEFAULT_INTERVAL_SECONDS } from './request';

/** The ways of choosing frames. */
export const strategyOptions: INodePropertyOptions[] = [
	{
		name: 'Every Few Seconds',
		value: 'interval',
		description: 'A frame at a fixed distance, say every 5 seconds',
	},
	{
		name: 'Evenly Spread',
		value: 'count',
		description: 'A certain number of frames, at equal distances',
	},
	{
		name: 'Most Informative',
		value: 'informative',
		description: 'Frames that differ, without repeats and blur',
	},
	{
		name: 'Most Relevant',
		value: 'relevant',
		description: 'Frames that show what you describe, with a model',
	},
	{
		name: 'One per Scene',
		value: 'scenes',
		description: 'A frame of each scene, from one cut to the next',
	},
];

const model = clipModelParameter(
	'Which model looks at the frames. The default is quick and knows English; larger ones see more and take longer.',
);

/** Which frames of the video are looked at; `readRequest` and `readClip` read them. */
export const frameFields: INodeProperties[] = [
	{
		displayName: 'Choose Frames',
		name: 'strategy',
		type: 'options',
		noDataExpression: true,
		options: strategyOptions,
		default: 'informative',
		description: 'Which frames of the video become pictures',
	},
	...showFor({ strategy: ['interval'] }, [
		{
			displayName: 'Seconds Between Frames',
			name: 'interval',
			type: 'number',
			typeOptions: { minValue: 0.001, numberPrecision: 3 },
			default: DEFAULT_INTERVAL_SECONDS,
			description:
				'A frame is taken at the start and then every so many seconds. Use 60 for one a minute, 0.5 for two a second.',
		},
	]),
	...showFor({ strategy: ['relevant'] }, [
		{
			displayName: 'What to Look For',
			name: 'query',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. a dog playing on the beach',
			description:
				'What the frames should show, as you would describe the picture to somebody. The default model understands English.',
		},
	]),
	...showFor({ strategy: ['count', 'informative', 'relevant'] }, [
		{
			displayName: 'Number of Frames',
			name: 'count',
			type: 'number',
			typeOptions: { minValue: 1, numberPrecision: 0 },
			default: DEFAULT_COUNT,
			description:
				'How many frames to give at most. There are fewer where a video shows less that is different, or less that fits.',
		},
	]),
	...showFor({ strategy: ['relevant'] }, [model]),
	...showFor({ strategy: ['informative'] }, [
		{
			displayName: 'Look with a Model',
			name: 'useModel',
			type: 'boolean',
			default: false,
			description:
				'Whether a model also compares what the frames show, so that the same thing seen from elsewhere counts as a repetition. Slower, and the model is downloaded once.',
		},
		...showFor({ useModel: [true] }, [model]),
	]),
];
