import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { continueItem } from '../../../lib/n8n/output';

const binary = { data: { data: '', mimeType: 'image/png' } };

const contextOf = (item: INodeExecutionData, isTool = false) =>
	({
		getInputData: () => [{ json: {} }, item],
		isToolExecution: () => isTool,
		getNode: () => ({}),
	}) as unknown as IExecuteFunctions;

describe('continueItem', () => {
	const item = { json: { name: 'a', label: 'old' }, binary };

	it("adds what was found to the item's own fields and files", () => {
		expect(continueItem(contextOf(item), 1, { label: 'cat' }, true)).toEqual({
			json: { name: 'a', label: 'cat' },
			binary,
			pairedItem: { item: 1 },
		});
		expect(item.json).toEqual({ name: 'a', label: 'old' });
	});

	it('gives what was found alone where that is wanted, and the files still', () => {
		expect(continueItem(contextOf(item), 1, { label: 'cat' }, false)).toEqual({
			json: { label: 'cat' },
			binary,
			pairedItem: { item: 1 },
		});
	});

	it('keeps the files that lie in the json in combined mode', () => {
		const combined = { json: { name: 'a', _files: { data: 1 } } };
		expect(continueItem(contextOf(combined), 1, { label: 'cat' }, false).json).toEqual({
			_files: { data: 1 },
			label: 'cat',
		});
	});

	it('hands no files to an agent', () => {
		const found = continueItem(contextOf(item, true), 1, { label: 'cat' }, true);
		expect(found).not.toHaveProperty('binary');
	});
});
