import type { IExecuteFunctions, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { searchHostedModels } from '../shared/search-hosted-models';
import { runOperation } from './actions';
import { credentials } from './credentials';
import { properties } from './parameters';

export class VlaAction implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'VLA Action',
		name: 'vlaAction',
		icon: { light: 'file:vlaAction.svg', dark: 'file:vlaAction.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["instruction"] }}',
		description:
			"Turn a camera's picture and an instruction into a robot's next motion, checked against safety limits. Nothing moves until Dry Run is turned off under Options.",
		defaults: { name: 'VLA Action' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		credentials,
		properties,
	};

	methods = { listSearch: { searchHostedModels } };

	async execute(this: IExecuteFunctions) {
		return await runOperation(this);
	}
}
