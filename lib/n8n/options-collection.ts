import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

/** A node's Options, listed by name; `rawOptions` reads them. */
export const optionsCollection = (options: INodeProperties[]): INodeProperties => ({
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	description: 'Everything here may stay as it is',
	options: options.toSorted((a, b) => a.displayName.localeCompare(b.displayName)),
});

/** An item's Options, as they are: what the user left out is absent. */
export const rawOptions = (context: IExecuteFunctions, itemIndex: number): IDataObject =>
	context.getNodeParameter('options', itemIndex, {}) as IDataObject;
