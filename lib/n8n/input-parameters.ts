import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

const FROM_ITEM: INodePropertyOptions = {
	name: 'Binary File',
	value: 'binary',
	description: 'A file that comes in with the item, from the node before',
};
const FROM_ELSEWHERE: INodePropertyOptions[] = [
	{
		name: 'File Path',
		value: 'path',
		description: 'A file in a folder of the n8n server',
	},
	{
		name: 'URL',
		value: 'url',
		description: 'A file on the web, downloaded for each item',
	},
];

/** Names of the fields that say where a file is. */
export interface FileFields {
	/** As the first of them is labelled. */
	title: string;
	source: string;
	binary: string;
	path: string;
	url: string;
	/** Value of the binary field when untouched. */
	defaultBinary: string;
}

/** Those of a node's one input. */
export const INPUT_FIELDS: FileFields = {
	title: 'Input',
	source: 'inputSource',
	binary: 'binaryPropertyName',
	path: 'filePath',
	url: 'url',
	defaultBinary: 'data',
};

/** Where an item's file is. The same fields in every node; `readInput` reads them. */
export function inputParameters(
	fileKind: string,
	placeholderName: string,
	fields: FileFields = INPUT_FIELDS,
): INodeProperties[] {
	const prefix = fields === INPUT_FIELDS ? '' : `${fields.title} `;
	return [
		{
			displayName: fields.title,
			name: fields.source,
			type: 'options',
			noDataExpression: true,
			options: [FROM_ITEM, ...FROM_ELSEWHERE],
			default: 'binary',
			displayOptions: { hide: { '@tool': [true] } },
			description: `Where the ${fileKind} comes from`,
		},
		{
			displayName: fields.title,
			name: fields.source,
			type: 'options',
			noDataExpression: true,
			options: FROM_ELSEWHERE,
			default: 'url',
			displayOptions: { show: { '@tool': [true] } },
			description: `Where the ${fileKind} comes from. An AI agent hands over no files, but it can name one.`,
		},
		{
			displayName: `${fields.title} Binary Field`,
			name: fields.binary,
			type: 'string',
			default: fields.defaultBinary,
			required: true,
			displayOptions: { show: { [fields.source]: ['binary'] } },
			hint: 'The name shown on the Binary tab of the node before',
			description: `Name of the field that holds the ${fileKind}`,
		},
		{
			displayName: `${prefix}File Path`,
			name: fields.path,
			type: 'string',
			default: '',
			required: true,
			placeholder: `e.g. /home/node/.n8n-files/${placeholderName}`,
			displayOptions: { show: { [fields.source]: ['path'] } },
			description:
				'Full path of the file on the n8n server. n8n only reads folders it is allowed to (by default ~/.n8n-files).',
		},
		{
			displayName: `${prefix}URL`,
			name: fields.url,
			type: 'string',
			default: '',
			required: true,
			placeholder: `e.g. https://example.com/${placeholderName}`,
			displayOptions: { show: { [fields.source]: ['url'] } },
			description: 'Web address of the file itself, not of a page around it',
		},
	];
}
