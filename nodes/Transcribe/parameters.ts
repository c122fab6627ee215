import type { INodeProperties } from 'n8n-workflow';
import { localEngineField } from '../../lib/n8n/engine-options';
import { inputParameters } from '../../lib/n8n/input-parameters';
import { modelParameter } from '../../lib/n8n/model-parameter';
import { operationOptions } from './actions';
import { languageOptions } from './languages';
import { optionsParameter } from './options-parameter';

/** All fields of the node, in the order they are shown. */
export const properties: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		options: operationOptions,
		default: 'transcribe',
		description: 'What to do with the recording',
	},
	localEngineField,
	...inputParameters('recording', 'interview.mp3'),
	modelParameter({
		searchListMethod: 'searchModels',
		defaultName: 'whisper-tiny.en',
		defaultLabel: 'Whisper Tiny: English only, included',
		listHint:
			'The included model knows English only. The others are downloaded once, on first use.',
		exampleRepository: 'onnx-community/whisper-base',
		description:
			'Which Whisper model listens. The default comes with this package and knows English only; larger ones know about 100 languages and make fewer mistakes, but take longer.',
	}),
	{
		displayName:
			'This needs a model of many languages: choose one from the list that is not "English only".',
		name: 'multilingualNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { operation: ['translate', 'detectLanguage'] } },
	},
	{
		displayName: 'Language',
		name: 'language',
		type: 'options',
		options: [{ name: 'Detect Automatically', value: 'auto' }, ...languageOptions],
		default: 'auto',
		displayOptions: { show: { operation: ['transcribe', 'translate'] } },
		description:
			'The language spoken in the recording. Naming it saves a little time and prevents wrong guesses.',
	},
	optionsParameter,
];
