import type { INodeProperties } from 'n8n-workflow';
import { deviceOption, dtypeOption, offlineOption } from '../../lib/n8n/engine-options';
import { modelParameter } from '../../lib/n8n/model-parameter';
import { operationOptions, operationParameters, operationSpecificOptions } from './actions';
import { includeInputFieldsOption, logitScaleOption } from './settings';
import { subjectParameters } from './subject';

const options = [
	...operationSpecificOptions,
	deviceOption,
	dtypeOption,
	includeInputFieldsOption,
	logitScaleOption,
	offlineOption,
];

/** All fields of the node, in the order they are shown. */
export const properties: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		options: operationOptions,
		default: 'classify',
		description: 'What to do with the pictures',
	},
	{
		displayName: 'Engine',
		name: 'engine',
		type: 'hidden',
		default: 'local',
		description: 'Where the work is done: on the machine that runs n8n',
	},
	...subjectParameters,
	modelParameter({
		searchListMethod: 'searchModels',
		defaultName: 'clip-vit-base-patch32',
		defaultLabel: 'CLIP B/32: English, 157 MB',
		listHint: 'Downloaded once, on first use. SigLIP 2 understands many languages.',
		exampleRepository: 'Xenova/clip-vit-base-patch32',
		description:
			'Which model looks at the pictures. The default is quick; larger ones see more and take longer. Results of different models cannot be compared with each other.',
	}),
	...operationParameters,
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		description: 'Everything here may stay as it is',
		options: options.toSorted((a, b) => a.displayName.localeCompare(b.displayName)),
	},
];
