import type { IExecuteFunctions, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { searchHostedModels } from '../shared/search-hosted-models';
import { operationSubtitle, runOperation } from './actions';
import { credentials } from './credentials';
import { properties } from './parameters';
import { searchVisionModels } from './search-vision-models';

export class ImageToTokens implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Image to Tokens',
		name: 'imageToTokens',
		icon: { light: 'file:imageToTokens.svg', dark: 'file:imageToTokens.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: operationSubtitle,
		description:
			'Know what a picture costs on an AI model before you send it, make it cheaper, and ask about it',
		defaults: { name: 'Image to Tokens' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		credentials,
		properties,
	};

	methods = { listSearch: { searchHostedModels, searchVisionModels } };

	async execute(this: IExecuteFunctions) {
		return await runOperation(this);
	}
}
