import type { INodeProperties } from 'n8n-workflow';
import { localEngineField } from '../../lib/n8n/engine-options';
import { inputParameters } from '../../lib/n8n/input-parameters';
import { operationField } from '../../lib/n8n/operations';
import { showFor } from '../../lib/n8n/show-for';
import { operationOptions, operationParameters } from './actions';
import { frameFields } from './frame-fields';
import { optionsParameter } from './options-parameter';

/** All fields of the node, in the order they are shown. */
export const properties: INodeProperties[] = [
	operationField(operationOptions, 'sample', 'What to do with the video'),
	...showFor({ operation: ['sample'] }, [localEngineField]),
	...inputParameters('video', 'holiday.mp4'),
	...operationParameters,
	...frameFields,
	optionsParameter,
];
