import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { MultimodalAnthropicApi } from '../../../credentials/MultimodalAnthropicApi.credentials';
import { MultimodalOpenAiApi } from '../../../credentials/MultimodalOpenAiApi.credentials';
import { ImageToTokens } from '../../../nodes/ImageToTokens/ImageToTokens.node';
import { PROVIDER_CREDENTIALS } from '../../../nodes/shared/credentials';

const { description, methods } = new ImageToTokens();
const { properties } = description;
const ofAsk = properties.filter(
	({ displayOptions }) => displayOptions?.show?.operation?.includes('ask') ?? false,
);
const find = (name: string) => ofAsk.filter((field) => field.name === name);
const options = properties.find(({ name }) => name === 'options')!.options as INodeProperties[];
const optionsOfAsk = options.filter(
	({ displayOptions }) => displayOptions?.show?.['/operation']?.includes('ask') ?? false,
);

describe('asking about pictures', () => {
	it('is what the node does when it is dragged in', () => {
		expect(properties.find(({ name }) => name === 'operation')!.default).toBe('ask');
		expect(find('prompt')[0].default).toBe("What's the key takeaway of this chart?");
		expect(find('provider')[0].default).toBe('anthropic');
		expect(find('binaryPropertyName')[0].default).toBe('data');
	});

	it('keeps the names that saved workflows depend on', () => {
		expect(ofAsk.map(({ name }) => name)).toEqual([
			'prompt',
			'inputSource',
			'inputSource',
			'binaryPropertyName',
			'filePath',
			'url',
			'messages',
			'provider',
			'anthropicModel',
			'openAiModel',
			'detail',
			'answerAsJson',
			'jsonSchema',
		]);
		expect(optionsOfAsk.map(({ name }) => name).toSorted()).toEqual([
			'inputPrice',
			'maxAnswerTokens',
			'outputPrice',
			'requestsAtOnce',
			'shrink',
			'systemPrompt',
			'timeout',
			'tries',
		]);
	});

	it('keeps the choices that saved workflows depend on', () => {
		const valuesOf = (name: string) =>
			(find(name)[0].options as INodePropertyOptions[]).map(({ value }) => value);
		expect(valuesOf('provider')).toEqual(['anthropic', 'openAi']);
		expect(valuesOf('messages')).toEqual(['together', 'separate']);
		expect(valuesOf('detail').toSorted()).toEqual(['auto', 'high', 'low', 'original']);
	});

	it('offers any model by its name, with a default for each service', () => {
		const fields = [...find('anthropicModel'), ...find('openAiModel')];
		const shown = fields.map(({ default: model, modes, displayOptions }) => ({
			model,
			modes: modes!.map(({ name }) => name),
			provider: displayOptions!.show!.provider,
		}));
		expect(shown).toEqual([
			{
				model: { mode: 'id', value: 'claude-opus-4-8' },
				modes: ['id', 'list'],
				provider: ['anthropic'],
			},
			{ model: { mode: 'id', value: 'gpt-5.6-sol' }, modes: ['id', 'list'], provider: ['openAi'] },
		]);
		for (const { modes } of fields) {
			const { searchListMethod } = modes!.find(({ name }) => name === 'list')!.typeOptions!;
			expect(methods.listSearch).toHaveProperty(searchListMethod!);
		}
	});

	it('has a schema to begin with', () => {
		expect(JSON.parse(find('jsonSchema')[0].default as string)).toMatchObject({ type: 'object' });
	});

	it('asks for the credential of the service that is asked', () => {
		for (const provider of ['anthropic', 'openAi']) {
			const asked = description.credentials!.filter(({ displayOptions }) => {
				const { '/operation': operation = [], '/provider': providers } = displayOptions!.show!;
				return operation.includes('ask') && (providers?.includes(provider) ?? false);
			});
			const { type } = PROVIDER_CREDENTIALS[provider as 'anthropic' | 'openAi'];
			expect(asked.map(({ name, required }) => [name, required])).toEqual([[type, true]]);
		}
	});

	it('names credentials as they name themselves', () => {
		const own = [new MultimodalAnthropicApi(), new MultimodalOpenAiApi()];
		expect(Object.values(PROVIDER_CREDENTIALS)).toEqual(
			own.map(({ name, displayName }) => ({ type: name, title: displayName })),
		);
	});
});
