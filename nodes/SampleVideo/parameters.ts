import type { INodeProperties } from 'n8n-workflow';
import { inputParameters } from '../../lib/n8n/input-parameters';
import { operationOptions, operationParameters } from './actions';
import { optionsParameter } from './options-parameter';

/** All fields of the node, in the order they are shown. */
export const properties: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		options: operationOptions,
		default: 'sample',
		description: 'What to do with the video',
	},
	{
		displayName: 'Engine',
		name: 'engine',
		type: 'hidden',
		default: 'local',
		description: 'Where the work is done: on the machine that runs n8n',
	},
	...inputParameters('video', 'holiday.mp4'),
	...operationParameters,
	optionsParameter,
];
