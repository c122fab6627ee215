import type { INodeProperties } from 'n8n-workflow';
import { inputParameters } from '../../lib/n8n/input-parameters';
import { operationField } from '../../lib/n8n/operations';
import { operationOptions, operationParameters } from './actions';
import { engineField, showForEngine } from './engine';
import { languageField } from './language';
import { modelFields } from './model-fields';
import { optionsParameter } from './options-parameter';

/** All fields of the node, in the order they are shown. */
export const properties: INodeProperties[] = [
	operationField(operationOptions, 'transcribe', 'What to do with the recording'),
	engineField,
	...inputParameters('recording', 'interview.mp3'),
	...modelFields,
	...operationParameters,
	...showForEngine('local', [languageField]),
	optionsParameter,
];
