import type { IExecuteFunctions, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { runItems } from '../../lib/n8n/run-items';
import { searchModels } from '../shared/clip-search-models';
import { searchHostedModels } from '../shared/search-hosted-models';
import { itemsAtOnce, operationSubtitle, runOperation } from './actions';
import { credentials } from './credentials';
import { properties } from './parameters';

export class SampleVideo implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Sample Video',
		name: 'sampleVideo',
		icon: { light: 'file:sampleVideo.svg', dark: 'file:sampleVideo.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: operationSubtitle,
		description:
			'Turn a video into the few pictures worth looking at: every few seconds, one a scene, the most telling, or what you look for; or ask an AI model about it',
		defaults: { name: 'Sample Video' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		credentials,
		properties,
	};

	methods = { listSearch: { searchModels, searchHostedModels } };

	async execute(this: IExecuteFunctions) {
		return await runItems(this, runOperation, { atOnce: itemsAtOnce(this) });
	}
}
