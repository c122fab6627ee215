import type { IExecuteFunctions, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { huggingFaceCredentials } from '../../lib/n8n/hugging-face-credential';
import { searchModels } from '../shared/clip-search-models';
import { operationSubtitle, runOperation } from './actions';
import { outputsExpression } from './label-outputs';
import { properties } from './parameters';

export class ClipSimilarity implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'CLIP Similarity',
		name: 'clipSimilarity',
		icon: { light: 'file:clipSimilarity.svg', dark: 'file:clipSimilarity.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: operationSubtitle,
		description:
			'Sort pictures, find them by a sentence and drop near-duplicates, on your own machine',
		defaults: { name: 'CLIP Similarity' },
		inputs: [NodeConnectionTypes.Main],
		outputs: outputsExpression,
		usableAsTool: true,
		credentials: huggingFaceCredentials,
		properties,
	};

	methods = { listSearch: { searchModels } };

	async execute(this: IExecuteFunctions) {
		return await runOperation(this);
	}
}
