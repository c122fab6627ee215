import type { INodeProperties } from 'n8n-workflow';
import { operationField } from '../../lib/n8n/operations';
import { optionsCollection } from '../../lib/n8n/options-collection';
import { showFor } from '../../lib/n8n/show-for';
import { operationOptions, operationParameters } from './actions';
import { includeInputOption } from './include-input';
import { localOptionFields } from './local-fields';
import { outputOptionFields } from './output-options';
import { pictureOptionFields } from './picture-options';
import { robotOptionFields } from './robot-options';
import { safetyOptionFields } from './safety-options';
import { sendOptionField } from './send-to-rosbridge';
import { serverOptionFields } from './server-options';

/** All fields of the node, in the order they are shown. */
export const properties: INodeProperties[] = [
	operationField(operationOptions, 'act', 'What to do with the picture'),
	...operationParameters,
	optionsCollection([
		...safetyOptionFields,
		...robotOptionFields,
		...outputOptionFields,
		sendOptionField,
		...pictureOptionFields,
		includeInputOption,
		...serverOptionFields,
		...showFor({ '/policy': ['local'] }, localOptionFields),
	]),
];
