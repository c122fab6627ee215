import type { IExecuteFunctions, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { runItems } from '../../lib/n8n/run-items';
import { searchHostedModels } from '../shared/search-hosted-models';
import { operationSubtitle, runOperation } from './actions';
import { credentials } from './credentials';
import { itemsAtOnce } from './items-at-once';
import { properties } from './parameters';
import { searchModels } from './search-models';

export class Transcribe implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Transcribe',
		name: 'transcribe',
		icon: { light: 'file:transcribe.svg', dark: 'file:transcribe.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: operationSubtitle,
		description:
			'Turn speech into text, times and subtitles, or ask about it, on your own machine or through a service',
		defaults: { name: 'Transcribe' },
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
