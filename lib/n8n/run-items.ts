import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { ManualExecutionCancelledError } from 'n8n-workflow';
import { withWorkspace } from '../media/workspace';
import { toErrorItem, toNodeError } from './node-error';

/** One item on its way through a node. Its folder is private and goes away with the item's turn. */
export interface ItemRun {
	context: IExecuteFunctions;
	itemIndex: number;
	folder: string;
	signal?: AbortSignal;
}

export type ItemAction = (run: ItemRun) => Promise<INodeExecutionData[]>;

/**
 * Runs an action on each input item, in order, and pairs what it gives with the item.
 * With Continue On Fail a failed item becomes an error item; otherwise it fails the node.
 */
export async function runItems(
	context: IExecuteFunctions,
	action: ItemAction,
): Promise<INodeExecutionData[][]> {
	const output: INodeExecutionData[] = [];
	for (const itemIndex of context.getInputData().keys()) {
		output.push(...(await runItem(context, itemIndex, action)));
	}
	return [output];
}

async function runItem(
	context: IExecuteFunctions,
	itemIndex: number,
	action: ItemAction,
): Promise<INodeExecutionData[]> {
	const signal = context.getExecutionCancelSignal();
	throwIfStopped(context, signal);
	try {
		const items = await withWorkspace((folder) => action({ context, itemIndex, folder, signal }));
		return items.map((item) => ({ ...item, pairedItem: { item: itemIndex } }));
	} catch (error) {
		throwIfStopped(context, signal);
		if (context.continueOnFail()) return [toErrorItem(error, itemIndex)];
		throw toNodeError(context.getNode(), error, itemIndex);
	}
}

/** A stopped run is never an item's failure: n8n's own error ends it, Continue On Fail or not. */
function throwIfStopped(context: IExecuteFunctions, signal?: AbortSignal): void {
	if (signal?.aborted) throw new ManualExecutionCancelledError(context.getExecutionId());
}
