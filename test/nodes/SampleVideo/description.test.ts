import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { listTokenModels } from '../../../lib/tokens/count';
import { SampleVideo } from '../../../nodes/SampleVideo/SampleVideo.node';

const { description, methods } = new SampleVideo();
const { properties } = description;
const find = (name: string, fields = properties): INodeProperties =>
	fields.find((field) => field.name === name)!;
const valuesOf = (field: INodeProperties) =>
	(field.options as INodePropertyOptions[]).map(({ value }) => value).sort();
const options = find('options').options as INodeProperties[];

describe('description', () => {
	it('keeps the names that saved workflows depend on', () => {
		expect(description.name).toBe('sampleVideo');
		expect(properties.map(({ name }) => name)).toEqual([
			'operation',
			'engine',
			'inputSource',
			'inputSource',
			'binaryPropertyName',
			'filePath',
			'url',
			'prompt',
			'provider',
			'anthropicModel',
			'openAiModel',
			'answerAsJson',
			'jsonSchema',
			'strategy',
			'interval',
			'query',
			'count',
			'model',
			'useModel',
			'model',
			'options',
		]);
		expect(options.map(({ name }) => name).sort()).toEqual([
			'audioTrack',
			'columns',
			'contactSheet',
			'device',
			'dtype',
			'end',
			'format',
			'inputPrice',
			'keyframesOnly',
			'maxAnswerTokens',
			'maxTokens',
			'maxWidth',
			'minimumSceneSeconds',
			'offline',
			'outputPrice',
			'quality',
			'requestsAtOnce',
			'sceneDetector',
			'scenePlace',
			'sceneThreshold',
			'start',
			'systemPrompt',
			'tileWidth',
			'timeout',
			'tokenModel',
			'tries',
		]);
	});

	it('keeps the choices that saved workflows depend on', () => {
		expect(valuesOf(find('operation'))).toEqual(['ask', 'sample']);
		expect(valuesOf(find('inputSource'))).toEqual(['binary', 'path', 'url']);
		expect(valuesOf(find('strategy'))).toEqual([
			'count',
			'informative',
			'interval',
			'relevant',
			'scenes',
		]);
		expect(valuesOf(find('format', options))).toEqual(['jpeg', 'png', 'webp']);
		expect(valuesOf(find('sceneDetector', options))).toEqual(['adaptive', 'content']);
		expect(valuesOf(find('scenePlace', options))).toEqual(['end', 'middle', 'start']);
		expect(find('model').modes!.map(({ name }) => name)).toEqual(['list', 'hub', 'folder']);
	});

	it('works untouched: a file in the field "data", and no model', () => {
		expect(find('operation').default).toBe('sample');
		expect(find('inputSource').default).toBe('binary');
		expect(find('binaryPropertyName').default).toBe('data');
		expect(find('strategy').default).toBe('informative');
		expect(find('useModel').default).toBe(false);
		expect(find('options').default).toEqual({});
	});

	it('offers every model whose tokens can be counted, the default among them', () => {
		const known = listTokenModels().map(({ name }) => name);
		const field = find('tokenModel', options);
		expect(valuesOf(field)).toEqual([...known].sort());
		expect(known).toContain(field.default);
		const titles = (field.options as INodePropertyOptions[]).map(({ name }) => name);
		expect(titles).toEqual([...titles].sort((a, b) => a.localeCompare(b, 'en')));
	});

	it('asks for a model only where one looks', () => {
		const shown = properties
			.filter(({ name }) => name === 'model')
			.map(({ displayOptions }) => displayOptions!.show);
		expect(shown).toEqual([
			{ strategy: ['relevant'] },
			{ strategy: ['informative'], useModel: [true] },
		]);
	});

	it('asks for the credential of the service that is asked, and for none else', () => {
		const shown = (provider: string) => ({
			show: { '/operation': ['ask'], '/provider': [provider] },
		});
		expect(description.credentials).toEqual([
			{ name: 'multimodalAnthropicApi', required: true, displayOptions: shown('anthropic') },
			{ name: 'multimodalOpenAiApi', required: true, displayOptions: shown('openAi') },
			expect.objectContaining({ name: 'multimodalHuggingFaceApi', required: false }),
		]);
	});

	it('shows what only asking needs for asking only', () => {
		for (const name of ['prompt', 'provider', 'anthropicModel', 'answerAsJson', 'jsonSchema']) {
			expect(find(name).displayOptions!.show).toMatchObject({ operation: ['ask'] });
		}
		for (const name of ['maxAnswerTokens', 'requestsAtOnce', 'systemPrompt', 'tries', 'timeout']) {
			expect(find(name, options).displayOptions!.show).toEqual({ '/operation': ['ask'] });
		}
	});

	it('names the way of choosing under the node as the field does', () => {
		for (const { name, value } of find('strategy').options as INodePropertyOptions[]) {
			expect(description.subtitle).toContain(`"${String(value)}":"${name}"`);
		}
	});
});

it('lists the models that look at pictures, the default first', async () => {
	const { results } = await methods.listSearch.searchModels.call({} as never);
	expect(find('model').default).toMatchObject({
		value: results[0].value,
		cachedResultName: results[0].name,
	});
});
