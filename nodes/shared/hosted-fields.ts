import type { INodeProperties } from 'n8n-workflow';
import type { Provider } from '../../lib/hosted/types';
import { showFor } from '../../lib/n8n/show-for';

export const PROVIDERS = ['anthropic', 'openAi'] as const satisfies readonly Provider[];

/** A parameter that holds a hosted model. Each use has a name of its own: n8n keeps a value by its name, and would send one service's model to another. */
export interface HostedModel {
	name: string;
	/** Typed in when untouched. */
	defaultModel: string;
}

/** What is asked when the node is dragged in; any model that sees knows an answer. */
export const PROVIDER_MODELS: Record<Provider, HostedModel> = {
	anthropic: { name: 'anthropicModel', defaultModel: 'claude-opus-4-8' },
	openAi: { name: 'openAiModel', defaultModel: 'gpt-5.6-sol' },
};

/** Whose service is asked. */
export const providerField: INodeProperties = {
	displayName: 'Service',
	name: 'provider',
	type: 'options',
	noDataExpression: true,
	options: [
		{
			name: 'Anthropic',
			value: 'anthropic',
			description: 'The Claude models',
		},
		{
			name: 'OpenAI or Compatible',
			value: 'openAi',
			description:
				'OpenAI, OpenRouter, Gemini, vLLM, Ollama and every other service or server that speaks as OpenAI does; its address is in the credential',
		},
	],
	default: 'anthropic',
	description: 'Who answers. What you ask, and the files with it, are sent there.',
};

/** The hosted model, by its name; the list is what the user's own service offers. Needs the method `searchHostedModels`. */
export const hostedModelField = (
	{ name, defaultModel }: HostedModel,
	description = 'Which model answers, by the name that its service gives it. Any name goes: new models need no new version of this node.',
	// A hint of the whole field is not shown: that of the chosen way to name the model takes its place.
	nameHint = 'As the service writes it, and a model that understands what you send',
): INodeProperties => ({
	displayName: 'Model',
	name,
	type: 'resourceLocator',
	default: { mode: 'id', value: defaultModel },
	required: true,
	description,
	modes: [
		{
			displayName: 'Name',
			name: 'id',
			type: 'string',
			placeholder: `e.g. ${defaultModel}`,
			hint: nameHint,
		},
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Choose a model...',
			hint: 'All that your service offers; not each of them sees or hears',
			typeOptions: { searchListMethod: 'searchHostedModels', searchable: true },
		},
	],
});

/** The same where `provider` decides: each has its own. */
export const hostedModelFields: INodeProperties[] = PROVIDERS.flatMap((provider) =>
	showFor({ provider: [provider] }, [hostedModelField(PROVIDER_MODELS[provider])]),
);

/** What the model is asked. */
export const promptField = (question: string, description: string): INodeProperties => ({
	displayName: 'Question',
	name: 'prompt',
	type: 'string',
	typeOptions: { rows: 3 },
	default: question,
	required: true,
	description,
});

/** The answer as data; `readSchema` reads both. */
export const answerFields: INodeProperties[] = [
	{
		displayName: 'Answer as JSON',
		name: 'answerAsJson',
		type: 'boolean',
		default: false,
		description:
			'Whether the answer is data with fixed fields instead of free text, so that later nodes can use each field',
	},
	...showFor({ answerAsJson: [true] }, [
		{
			displayName: 'JSON Schema',
			name: 'jsonSchema',
			type: 'json',
			typeOptions: { rows: 8 },
			default: JSON.stringify(exampleSchema(), null, 2),
			required: true,
			hint: 'Name each field of the answer under "properties", and describe what belongs in it',
			description:
				'Which fields the answer has, as a JSON Schema. The answer is checked against it and comes out as data, beside its text.',
		},
	]),
];

/** Shows all that a schema needs; every service takes it. */
function exampleSchema() {
	return {
		type: 'object',
		properties: {
			title: { type: 'string', description: 'What it is, in a few words' },
			takeaway: { type: 'string', description: 'The most important thing it says' },
			numbers: {
				type: 'array',
				description: 'The numbers that can be read, with what they count',
				items: {
					type: 'object',
					properties: { label: { type: 'string' }, value: { type: 'number' } },
					required: ['label', 'value'],
					additionalProperties: false,
				},
			},
		},
		required: ['title', 'takeaway', 'numbers'],
		additionalProperties: false,
	};
}
