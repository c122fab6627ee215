import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { vlaNodeError } from './errors';

/** What is known of an item from the node's first try on. */
export interface ItemMemory {
	/** Its picture is not younger, however often the node is tried. */
	firstSeenMs: number;
	/** Whether the robot was told its action: from then on it may have moved. */
	wasSent: boolean;
	/** What went wrong then. */
	failure?: string;
}

/** By the run's own name. With Retry On Fail n8n gives each try the same objects; the next run, as of a loop, gets new ones. */
const known = new WeakMap<INodeExecutionData, Map<string, ItemMemory>>();

/** What is known of each of the node's items, in their order. */
export function recallItems(context: IExecuteFunctions): ItemMemory[] {
	const { $runIndex } = context.getWorkflowDataProxy(0);
	const run = `${context.getExecutionId()} ${context.getNode().name} ${$runIndex}`;
	return context.getInputData().map((item) => {
		const runs = known.get(item) ?? new Map<string, ItemMemory>();
		known.set(item, runs);
		const memory = runs.get(run) ?? { firstSeenMs: Date.now(), wasSent: false };
		runs.set(run, memory);
		return memory;
	});
}

/** Throws ACTION_SENT_ALREADY where an earlier try told the robot: it would move twice on one picture. */
export function throwIfSent({ wasSent, failure }: ItemMemory): void {
	if (wasSent) throw vlaNodeError('ACTION_SENT_ALREADY', { failure });
}
