import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { listTokenModels } from '../../../lib/tokens/count';
import { ImageToTokens } from '../../../nodes/ImageToTokens/ImageToTokens.node';

const { description } = new ImageToTokens();
const { properties, credentials } = description;
const options = properties.find(({ name }) => name === 'options')!.options as INodeProperties[];
const isShownFor = (operation: string, key: string) => (field: INodeProperties) =>
	field.displayOptions?.show?.[key]?.includes(operation) === true;
const fieldsOf = (operation: string) => properties.filter(isShownFor(operation, 'operation'));
const optionsOf = (operation: string) => options.filter(isShownFor(operation, '/operation'));
const valuesOf = ({ options: choices }: INodeProperties) =>
	(choices as INodePropertyOptions[]).map(({ value }) => value).sort();

it('keeps the names that saved workflows depend on', () => {
	expect(fieldsOf('count').map(({ name }) => name)).toEqual([
		'tokenModel',
		'sizeSource',
		'inputSource',
		'inputSource',
		'binaryPropertyName',
		'filePath',
		'url',
		'width',
		'height',
		'detail',
		'countMethod',
		'provider',
	]);
	expect(
		optionsOf('count')
			.map(({ name }) => name)
			.sort(),
	).toEqual(['mediaResolution', 'otherModels', 'tokenPrice']);
	expect(fieldsOf('prepare').map(({ name }) => name)).toEqual([
		'inputSource',
		'inputSource',
		'binaryPropertyName',
		'filePath',
		'url',
		'tokenModel',
		'detail',
	]);
	expect(
		optionsOf('prepare')
			.map(({ name }) => name)
			.sort(),
	).toEqual([
		'background',
		'format',
		'maxFileSize',
		'maxTokens',
		'mediaResolution',
		'messageFormat',
		'overlap',
		'quality',
		'tiles',
		'tokenPrice',
	]);
});

it('shows an option that operations share once, for each of them', () => {
	for (const name of ['mediaResolution', 'tokenPrice']) {
		const [shared, ...others] = options.filter((option) => option.name === name);
		expect(others).toEqual([]);
		expect(shared.displayOptions!.show!['/operation']).toEqual(['count', 'prepare']);
	}
});

it('offers every model whose tokens can be counted, the default among them', () => {
	const known = listTokenModels().map(({ name }) => name);
	const [count] = fieldsOf('count');
	expect(valuesOf(count)).toEqual([...known].sort());
	expect(count.default).toEqual(['claude-opus-4-8']);
	const prepare = fieldsOf('prepare').find(({ name }) => name === 'tokenModel')!;
	expect(valuesOf(prepare)).toEqual([...known, 'other'].sort());
	expect(prepare.default).toBe('claude-opus-4-8');
});

it('keeps the choices that saved workflows depend on', () => {
	const choices = Object.fromEntries(
		[...fieldsOf('count'), ...optionsOf('prepare')]
			.filter(({ type, name }) => type === 'options' && name !== 'inputSource')
			.map((field) => [field.name, valuesOf(field)]),
	);
	expect(choices).toEqual({
		sizeSource: ['picture', 'typed'],
		detail: ['auto', 'high', 'low', 'original'],
		countMethod: ['api', 'formula'],
		background: ['black', 'white'],
		tiles: ['items', 'none', 'together'],
		format: ['auto', 'jpeg', 'png', 'webp'],
		mediaResolution: ['default', 'high', 'low', 'medium', 'ultraHigh'],
		messageFormat: ['anthropic', 'auto', 'none', 'openAi'],
	});
});

it('asks for each credential in one place, and for none to count by formula or to prepare', () => {
	const names = credentials!.map(({ name }) => name);
	expect(new Set(names).size).toBe(names.length);
	const [anthropic] = credentials!;
	expect(anthropic.displayOptions!.show).toEqual({
		'/operation': ['ask', 'count'],
		'/provider': ['anthropic'],
	});
	const [provider] = fieldsOf('count').filter(({ name }) => name === 'provider');
	expect(provider.displayOptions!.show).toEqual({ operation: ['count'], countMethod: ['api'] });
});
