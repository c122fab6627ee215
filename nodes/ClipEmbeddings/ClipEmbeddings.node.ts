import type { INodeType, INodeTypeDescription, ISupplyDataFunctions } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { huggingFaceCredentials } from '../../lib/n8n/hugging-face-credential';
import { searchModels } from '../shared/clip-search-models';
import { createEmbeddings } from './embeddings';
import { properties } from './parameters';

export class ClipEmbeddings implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'CLIP Embeddings',
		name: 'clipEmbeddings',
		icon: {
			light: 'file:../ClipSimilarity/clipSimilarity.svg',
			dark: 'file:../ClipSimilarity/clipSimilarity.dark.svg',
		},
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["model"] }}',
		description:
			'Let a vector store and AI agents find pictures by a sentence, on your own machine',
		defaults: { name: 'CLIP Embeddings' },
		inputs: [],
		outputs: [NodeConnectionTypes.AiEmbedding],
		outputNames: ['Embeddings'],
		credentials: huggingFaceCredentials,
		properties,
	};

	methods = { listSearch: { searchModels } };

	async supplyData(this: ISupplyDataFunctions, itemIndex: number) {
		return { response: await createEmbeddings(this, itemIndex) };
	}
}
