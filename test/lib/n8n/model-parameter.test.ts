import type { IExecuteFunctions } from 'n8n-workflow';
import { modelParameter, readModelReference } from '../../../lib/n8n/model-parameter';

const read = (model: unknown) =>
	readModelReference({ getNodeParameter: () => model } as unknown as IExecuteFunctions, 0);

describe('readModelReference', () => {
	it.each(['list', 'hub', 'folder'])('reads the mode %s', (mode) => {
		expect(read({ __rl: true, mode, value: ' a/b ' })).toEqual({ mode, value: 'a/b' });
	});

	it('takes a bare name for one of the list, as an expression may give it', () => {
		expect(read('whisper-tiny.en')).toEqual({ mode: 'list', value: 'whisper-tiny.en' });
	});

	it.each([{ mode: 'list', value: '' }, { mode: 'list' }, { mode: 'cloud', value: 'a' }, '', null])(
		'refuses %j',
		(model) => {
			expect(() => read(model)).toThrow('"Model" must be the name of a model');
		},
	);
});

describe('modelParameter', () => {
	const { modes = [] } = modelParameter({
		searchListMethod: 'search',
		defaultName: 'a',
		defaultLabel: 'Model A',
		listHint: 'Any will do.',
		exampleRepository: 'owner/name',
		description: 'Which one',
	});
	const accepts = (mode: string, value: string): boolean => {
		const [validation] = modes.find(({ name }) => name === mode)!.validation!;
		const { regex } = (validation as unknown as { properties: { regex: string } }).properties;
		return new RegExp(regex).test(value);
	};

	it('has a hint and a placeholder for each mode', () => {
		expect(modes.map(({ name }) => name)).toEqual(['list', 'hub', 'folder']);
		expect(modes.every(({ hint, placeholder }) => hint && placeholder)).toBe(true);
	});

	it.each([
		['hub', 'onnx-community/whisper-base', true],
		['hub', 'Xenova/whisper-tiny.en@v1.0', true],
		['hub', 'onnx-community/whisper-base@refs/pr/1', true],
		['hub', 'whisper-base', false],
		['hub', 'https://example.com/a/b', false],
		['folder', '/models/whisper', true],
		['folder', 'C:\\models\\whisper', true],
		['folder', 'models/whisper', false],
	])('in mode %s, %s is valid: %s', (mode, value, valid) => {
		expect(accepts(mode, value)).toBe(valid);
	});
});
