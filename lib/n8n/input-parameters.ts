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

/** Where an item's file is. The same fields in every node; `readInput` reads them. */
export function inputParameters(fileKind: string, placeholderName: string): INodeProperties[] {
	return [
		{
			displayName: 'Input',
			name: 'inputSource',
			type: 'options',
			noDataExpression: true,
			options: [FROM_ITEM, ...FROM_ELSEWHERE],
			default: 'binary',
			displayOptions: { hide: { '@tool': [true] } },
			description: `Where the ${fileKind} comes from`,
		},
		{
			displayName: 'Input',
			name: 'inputSource',
			type: 'options',
			noDataExpression: true,
			options: FROM_ELSEWHERE,
			default: 'url',
			displayOptions: { show: { '@tool': [true] } },
			description: `Where the ${fileKind} comes from. An AI agent hands over no files, but it can name one.`,
		},
		{
			displayName: 'Input Binary Field',
			name: 'binaryPropertyName',
			type: 'string',
			default: 'data',
			required: true,
			displayOptions: { show: { inputSource: ['binary'] } },
			hint: 'The name shown on the Binary tab of the node before',
			description: `Name of the field that holds the ${fileKind}`,
		},
		{
			displayName: 'File Path',
			name: 'filePath',
			type: 'string',
			default: '',
			required: true,
			placeholder: `e.g. /home/node/.n8n-files/${placeholderName}`,
			displayOptions: { show: { inputSource: ['path'] } },
			description:
				'Full path of the file on the n8n server. n8n only reads folders it is allowed to (by default ~/.n8n-files).',
		},
		{
			displayName: 'URL',
			name: 'url',
			type: 'string',
			default: '',
			required: true,
			placeholder: `e.g. https://example.com/${placeholderName}`,
			displayOptions: { show: { inputSource: ['url'] } },
			description: 'Web address of the file itself, not of a page that plays it',
		},
	];
}
