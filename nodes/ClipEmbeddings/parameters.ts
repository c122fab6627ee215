import type { INodeProperties } from 'n8n-workflow';
import { deviceOption, dtypeOption, offlineOption } from '../../lib/n8n/engine-options';
import { optionsCollection } from '../../lib/n8n/options-collection';
import { clipModelParameter } from '../shared/clip-model-parameter';

/** All fields of the node, in the order they are shown. */
export const properties: INodeProperties[] = [
	{
		displayName:
			'Connect this to a vector store. To find pictures there, put them in with CLIP Similarity, operation Embed, and the same model.',
		name: 'storeNotice',
		type: 'notice',
		default: '',
	},
	clipModelParameter(
		'Which model turns words into numbers. It must be the one that did so with the pictures in the store: those of other models cannot be compared.',
	),
	optionsCollection([deviceOption, offlineOption, dtypeOption]),
];
