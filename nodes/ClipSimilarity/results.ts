import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { Outcome } from '../../lib/n8n/attempt';
import { toErrorItem } from '../../lib/n8n/node-error';
import { continueItem } from '../../lib/n8n/output';
import { includesInputFields } from './options';

/** One item an outcome, in order: what was found, added to the item, or its error. */
export function toItems<Result>(
	context: IExecuteFunctions,
	outcomes: Array<Outcome<Result>>,
	toJson: (result: Result, itemIndex: number) => IDataObject,
): INodeExecutionData[] {
	return outcomes.map((outcome, itemIndex) => {
		if (!outcome.ok) return toErrorItem(outcome.error, itemIndex);
		const found = toJson(outcome.result, itemIndex);
		return continueItem(context, itemIndex, found, includesInputFields(context, itemIndex));
	});
}
