import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { readManifest } from '../../../lib/models/manifest';
import { ClipSimilarity } from '../../../nodes/ClipSimilarity/ClipSimilarity.node';

const { description, methods } = new ClipSimilarity();
const { properties } = description;
const find = (name: string, fields = properties): INodeProperties =>
	fields.find((field) => field.name === name)!;
const valuesOf = (field: INodeProperties) =>
	(field.options as INodePropertyOptions[]).map(({ value }) => value).sort();
const options = find('options').options as INodeProperties[];

describe('description', () => {
	it('keeps the names that saved workflows depend on', () => {
		expect(description.name).toBe('clipSimilarity');
		expect([...new Set(properties.map(({ name }) => name))].sort()).toEqual([
			'binaryPropertyName',
			'compareWith',
			'contentType',
			'engine',
			'filePath',
			'inputSource',
			'keep',
			'labels',
			'model',
			'operation',
			'options',
			'output',
			'query',
			'referenceBinaryPropertyName',
			'referenceFilePath',
			'referenceItem',
			'referenceSource',
			'referenceText',
			'referenceUrl',
			'searchBy',
			'splitByLabel',
			'splitNotice',
			'template',
			'text',
			'threshold',
			'topK',
			'url',
		]);
		expect(options.map(({ name }) => name).sort()).toEqual([
			'contactSheet',
			'device',
			'dtype',
			'encoding',
			'includeInputFields',
			'logitScale',
			'minimumSimilarity',
			'minusQuery',
			'multiLabel',
			'offline',
			'threshold',
		]);
	});

	it('keeps the choices that saved workflows depend on', () => {
		expect(valuesOf(find('operation'))).toEqual([
			'classify',
			'compare',
			'deduplicate',
			'embed',
			'search',
		]);
		expect(valuesOf(find('inputSource'))).toEqual(['binary', 'path', 'url']);
		expect(valuesOf(find('referenceSource'))).toEqual(['binary', 'path', 'url']);
		expect(valuesOf(find('referenceItem'))).toEqual(['each', 'first']);
		expect(valuesOf(find('contentType'))).toEqual(['image', 'text']);
		expect(valuesOf(find('compareWith'))).toEqual(['image', 'text']);
		expect(valuesOf(find('searchBy'))).toEqual(['image', 'text']);
		expect(valuesOf(find('keep'))).toEqual(['first', 'largest', 'sharpest']);
		expect(valuesOf(find('output'))).toEqual(['all', 'kept']);
		expect(valuesOf(find('encoding', options))).toEqual(['base64', 'json']);
		expect(find('model').modes!.map(({ name }) => name)).toEqual(['list', 'hub', 'folder']);
	});

	it('has defaults that work', () => {
		expect(find('operation').default).toBe('classify');
		expect(find('inputSource').default).toBe('binary');
		expect(find('binaryPropertyName').default).toBe('data');
		expect(find('referenceBinaryPropertyName').default).toBe('reference');
		expect(String(find('labels').default).split('\n')).toHaveLength(6);
		expect(find('labels').default).toMatch(/\nsomething else$/);
		expect(find('template').default).toBe('a photo of a {label}');
		expect(find('topK').default).toBe(10);
		expect(find('threshold').default).toBe(0.95);
		expect(find('model').default).toMatchObject({ mode: 'list', value: 'clip-vit-base-patch32' });
		expect(find('options').default).toEqual({});
	});

	it('asks a tool for addresses: an agent hands over no files', () => {
		const forTools = properties.filter(
			({ displayOptions }) => displayOptions?.show?.['@tool']?.[0] === true,
		);
		expect(new Set(forTools.map(({ name }) => name))).toEqual(
			new Set(['inputSource', 'referenceSource']),
		);
		for (const field of forTools) expect(valuesOf(field)).toEqual(['path', 'url']);
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

	it('lists the default first, as the field names it', async () => {
		const [first] = await search();
		expect(find('model').default).toMatchObject({
			value: first.value,
			cachedResultName: first.name,
		});
	});

	it('lists all CLIP models and no other, in lines that the list does not cut off', async () => {
		const results = await search();
		const known = readManifest().filter(({ kind }) => kind === 'clip');
		expect(results.map(({ value }) => value)).toEqual(known.map(({ name }) => name));
		expect(results.filter(({ name }) => name.length > 48)).toEqual([]);
		expect(results.map(({ name }) => name)).toContain('SigLIP 2 Base: Many languages, 413 MB');
	});

	it('filters by what is typed', async () => {
		expect((await search('siglip')).map(({ name }) => name)).toEqual([
			expect.stringMatching(/^SigLIP Base/),
			expect.stringMatching(/^SigLIP 2 Base/),
		]);
		expect(await search('whisper')).toEqual([]);
	});
});
