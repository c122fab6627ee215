import type { INodeProperties } from 'n8n-workflow';
import { modelParameter } from '../../lib/n8n/model-parameter';

/** Which model of pictures and words runs; the node's `searchModels` fills its list. */
export const clipModelParameter = (description: string): INodeProperties =>
	modelParameter({
		searchListMethod: 'searchModels',
		defaultName: 'clip-vit-base-patch32',
		defaultLabel: 'CLIP B/32: English, 157 MB',
		listHint: 'Downloaded once, on first use. SigLIP 2 understands many languages.',
		exampleRepository: 'Xenova/clip-vit-base-patch32',
		description,
	});
