import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { Transcribe } from '../../../nodes/Transcribe/Transcribe.node';

const { description, methods } = new Transcribe();
const { properties } = description;
const find = (name: string, fields = properties): INodeProperties =>
	fields.find((field) => field.name === name)!;
const valuesOf = (field: INodeProperties) =>
	(field.options as INodePropertyOptions[]).map(({ value }) => value);
const options = find('options').options as INodeProperties[];

describe('description', () => {
	it('keeps the names that saved workflows depend on', () => {
		expect(description.name).toBe('transcribe');
		expect(properties.map(({ name }) => name)).toEqual([
			'operation',
			'engine',
			'inputSource',
			'inputSource',
			'binaryPropertyName',
			'filePath',
			'url',
			'model',
			'speechModel',
			'language',
			'multilingualNotice',
			'model',
			'multilingualNotice',
			'prompt',
			'hearingModel',
			'answerAsJson',
			'jsonSchema',
			'language',
			'options',
		]);
		expect([...new Set(options.map(({ name }) => name))].sort()).toEqual([
			'audioAs',
			'beamSize',
			'channel',
			'device',
			'dtype',
			'inputPrice',
			'largestUpload',
			'longestUpload',
			'maxAnswerTokens',
			'offline',
			'outputFormats',
			'outputPrice',
			'prompt',
			'requestsAtOnce',
			'speakers',
			'systemPrompt',
			'temperature',
			'timeout',
			'timestamps',
			'tries',
			'vad',
		]);
	});

	it('keeps the choices that saved workflows depend on', () => {
		expect(valuesOf(find('operation'))).toEqual([
			'transcribe',
			'translate',
			'detectLanguage',
			'ask',
		]);
		expect(valuesOf(find('engine'))).toEqual(['local', 'openAi']);
		expect(valuesOf(find('inputSource'))).toEqual(['binary', 'path', 'url']);
		expect(find('model').modes!.map(({ name }) => name)).toEqual(['list', 'hub', 'folder']);
		expect(valuesOf(find('timestamps', options)).sort()).toEqual(['none', 'segment', 'word']);
		expect(valuesOf(find('outputFormats', options)).sort()).toEqual(['srt', 'txt', 'vtt']);
		expect(valuesOf(find('channel', options)).sort()).toEqual(['each', 'left', 'mix', 'right']);
		expect(valuesOf(find('audioAs', options)).sort()).toEqual(['audio_url', 'input_audio']);
	});

	it('works untouched: a file in the field "data", the model that is included', () => {
		expect(find('operation').default).toBe('transcribe');
		expect(find('engine').default).toBe('local');
		expect(find('inputSource').default).toBe('binary');
		expect(find('binaryPropertyName').default).toBe('data');
		expect(find('model').default).toMatchObject({ mode: 'list', value: 'whisper-tiny.en' });
		expect(find('language').default).toBe('auto');
		expect(find('options').default).toEqual({});
	});

	it("offers Whisper's 100 languages by name", () => {
		const languages = find('language').options as INodePropertyOptions[];
		expect(languages).toHaveLength(101);
		expect(new Set(languages.map(({ value }) => value)).size).toBe(101);
		expect(languages.every(({ name, value }) => !name.startsWith(`${value} (`))).toBe(true);
		expect(languages).toContainEqual({ name: 'French (fr)', value: 'fr' });
	});

	it('names the operation under the node as the field does', () => {
		for (const { name, value } of find('operation').options as INodePropertyOptions[]) {
			expect(description.subtitle).toContain(`"${String(value)}":"${name}"`);
		}
	});
});

describe('searchModels', () => {
	const search = async (filter?: string) => {
		const { results } = await methods.listSearch.searchModels.call({} as never, filter);
		return results;
	};

	it('lists the included model first, in plain words', async () => {
		const [first] = await search();
		expect(first.value).toBe('whisper-tiny.en');
		expect(first.name).toMatch(/English only, included/);
		expect(find('model').default).toMatchObject({ cachedResultName: first.name });
	});

	it('names each model once, in lines that the list does not cut off', async () => {
		const names = (await search()).map(({ name }) => name);
		expect(new Set(names).size).toBe(names.length);
		expect(names).toContain('Whisper Base: 99 languages, 80 MB');
		expect(names.filter((name) => name.length > 48)).toEqual([]);
	});

	it('offers the edition that gives word times', async () => {
		const values = (await search()).map(({ value }) => value);
		expect(values).toContain('whisper-base_timestamped');
		expect(values).not.toContain('whisper-base');
	});

	it('filters by what is typed', async () => {
		const names = (await search('TINY.EN')).map(({ value }) => value);
		expect(names).toContain('whisper-tiny.en');
		expect(names.every((name) => String(name).includes('tiny.en'))).toBe(true);
		expect(await search('no such model')).toEqual([]);
	});
});
