import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { withWorkspace } from '../media/workspace';
import { attempt } from './attempt';
import { mapAtOnce } from '../map-at-once';
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
 * Runs an action on each input item, `atOnce` of them at the same time, and pairs what it gives, in
 * order, with the item. With Continue On Fail a failed item becomes an error item; otherwise the first
 * one in order fails the node.
 */
export async function runItems(
	context: IExecuteFunctions,
	action: ItemAction,
	{ atOnce = 1 }: { atOnce?: number } = {},
): Promise<INodeExecutionData[][]> {
	const itemIndexes = [...context.getInputData().keys()];
	const pace = { atOnce, signal: context.getExecutionCancelSignal() };
	const outputs = await mapAtOnce(itemIndexes, pace, async (itemIndex, signal) => {
		return await runItem(context, itemIndex, signal, action);
	});
	return [outputs.flat()];
}

async function runItem(
	context: IExecuteFunctions,
	itemIndex: number,
	signal: AbortSignal,
	action: ItemAction,
): Promise<INodeExecutionData[]> {
	const outcome = await attempt(
		context,
		itemIndex,
		async () =>
			await withWorkspace(async (folder) => await action({ context, itemIndex, folder, signal })),
	);
	if (!outcome.ok) return [toErrorItem(outcome.error, itemIndex)];
	return outcome.result.map((item) => ({ ...item, pairedItem: { item: itemIndex } }));
}
