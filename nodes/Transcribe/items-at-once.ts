import type { IExecuteFunctions } from 'n8n-workflow';
import { readRequestsAtOnce } from '../shared/hosted-options';
import { readEngine } from './engine';

/** How many items the node works on at the same time: this machine has one processor, a service has many. */
export function itemsAtOnce(context: IExecuteFunctions): number {
	const isHosted =
		context.getNodeParameter('operation', 0) === 'ask' ||
		readEngine({ context, itemIndex: 0 }) === 'openAi';
	return isHosted ? readRequestsAtOnce(context) : 1;
}
