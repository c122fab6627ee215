import type { INodeProperties } from 'n8n-workflow';
import { optionsCollection } from '../../lib/n8n/options-collection';
import {
	DEFAULT_OPERATION,
	operationOptionFields,
	operationOptions,
	operationParameters,
} from './actions';

/** All fields of the node, in the order they are shown; each operation brings its own. */
export const properties: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		options: operationOptions,
		default: DEFAULT_OPERATION,
		description: 'What to do with the picture',
	},
	...operationParameters,
	optionsCollection(operationOptionFields),
];
