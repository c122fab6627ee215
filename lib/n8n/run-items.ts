import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { withWorkspace } from '../media/workspace';
import { attempt } from './attempt';
import { toErrorItem } from './node-error';

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
	const outcome = await attempt(
		context,
		itemIndex,
		async () =>
			await withWorkspace(async (folder) => await action({ context, itemIndex, folder, signal })),
	);
	if (!outcome.ok) return [toErrorItem(outcome.error, itemIndex)];
	return outcome.result.map((item) => ({ ...item, pairedItem: { item: itemIndex } }));
}
