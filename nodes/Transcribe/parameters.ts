import type { INodeProperties } from 'n8n-workflow';
import { inputParameters } from '../../lib/n8n/input-parameters';
import { operationField } from '../../lib/n8n/operations';
import { showFor } from '../../lib/n8n/show-for';
import { operationOptions } from './actions';
import { askFields } from './ask-fields';
import { engineField, showForEngine } from './engine';
import { languageOptions } from './languages';
import { modelFields } from './model-fields';
import { optionsParameter } from './options-parameter';

const languageField: INodeProperties = {
	displayName: 'Language',
	name: 'language',
	type: 'options',
	options: [{ name: 'Detect Automatically', value: 'auto' }, ...languageOptions],
	default: 'auto',
	description:
		'The language spoken in the recording. Naming it saves a little time and prevents wrong guesses.',
};

/** All fields of the node, in the order they are shown. */
export const properties: INodeProperties[] = [
	operationField(operationOptions, 'transcribe', 'What to do with the recording'),
	engineField,
	...inputParameters('recording', 'interview.mp3'),
	...modelFields,
	...showForEngine('local', [languageField]),
	...showFor({ operation: ['transcribe'], engine: ['openAi'] }, [languageField]),
	...askFields,
	optionsParameter,
];
