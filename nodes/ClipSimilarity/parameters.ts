import type { INodeProperties } from 'n8n-workflow';
import {
	deviceOption,
	dtypeOption,
	localEngineField,
	offlineOption,
} from '../../lib/n8n/engine-options';
import { operationField } from '../../lib/n8n/operations';
import { optionsCollection } from '../../lib/n8n/options-collection';
import { clipModelParameter } from '../shared/clip-model-parameter';
import { operationOptions, operationParameters, operationSpecificOptions } from './actions';
import { includeInputFieldsOption, logitScaleOption } from './options';
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
	operationField(operationOptions, 'classify', 'What to do with the pictures'),
	localEngineField,
	...subjectParameters,
	clipModelParameter(
		'Which model looks at the pictures. The default is quick; larger ones see more and take longer. Results of different models cannot be compared with each other.',
	),
	...operationParameters,
	optionsCollection(options),
];
