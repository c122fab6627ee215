import type { INodeProperties } from 'n8n-workflow';
import { operationField } from '../../lib/n8n/operations';
import { optionsCollection } from '../../lib/n8n/options-collection';
import {
	DEFAULT_OPERATION,
	operationOptionFields,
	operationOptions,
	operationParameters,
} from './actions';

/** All fields of the node, in the order they are shown; each operation brings its own. */
export const properties: INodeProperties[] = [
	operationField(operationOptions, DEFAULT_OPERATION, 'What to do with the picture'),
	...operationParameters,
	optionsCollection(operationOptionFields),
];
