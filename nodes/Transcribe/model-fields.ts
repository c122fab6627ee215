import type { INodeProperties } from 'n8n-workflow';
import { modelParameter } from '../../lib/n8n/model-parameter';
import { hostedModelField, type HostedModel } from '../shared/hosted-fields';
import { showForEngine } from './engine';

/** Which Whisper model listens on this machine. */
export const localModelField = modelParameter({
	searchListMethod: 'searchModels',
	defaultName: 'whisper-tiny.en',
	defaultLabel: 'Whisper Tiny: English only, included',
	listHint: 'The included model knows English only. The others are downloaded once, on first use.',
	exampleRepository: 'onnx-community/whisper-base',
	description:
		'Which Whisper model listens. The default comes with this package and knows English only; larger ones know about 100 languages and make fewer mistakes, but take longer.',
});

/** Beside the model where it must know more than English. */
export const multilingualNotice: INodeProperties = {
	displayName:
		'This needs a model of many languages: choose one from the list that is not "English only".',
	name: 'multilingualNotice',
	type: 'notice',
	default: '',
};

/** OpenAI's only model that tells times, and translates. */
export const SPEECH_MODEL: HostedModel = { name: 'speechModel', defaultModel: 'whisper-1' };

const hostedField = hostedModelField(
	SPEECH_MODEL,
	'Which model of the service listens, by the name that the service gives it. Any name goes: new models need no new version of this node.',
	'Of OpenAI\'s models only whisper-1 tells times and translates, and OpenAI plans to shut it down on 2027-02-26. Take gpt-transcribe then, or for times a Whisper model at Groq ("whisper-large-v3") or on a server of your own.',
);

/** Which model listens, for each engine. */
export const modelFields: INodeProperties[] = [
	...showForEngine('local', [localModelField]),
	...showForEngine('openAi', [hostedField]),
];
