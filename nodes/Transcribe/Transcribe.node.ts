import type { IExecuteFunctions, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { runItems } from '../../lib/n8n/run-items';
import { operationSubtitle, runOperation } from './actions';
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
		description: 'Turn speech into text, times and subtitles with Whisper, on your own machine',
		defaults: { name: 'Transcribe' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		properties,
	};

	methods = { listSearch: { searchModels } };

	async execute(this: IExecuteFunctions) {
		return await runItems(this, runOperation);
	}
}
