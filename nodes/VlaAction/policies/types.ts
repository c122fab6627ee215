import type { IDataObject, INodePropertyOptions } from 'n8n-workflow';
import type { ItemRun } from '../../../lib/n8n/run-items';
import type { GripperConvention } from '../../../lib/vla/gripper';
import type { ActionSpace } from '../../../lib/vla/safety/types';
import type { Policy } from '../../../lib/vla/types';

/** A policy ready to be asked, and what its numbers mean. */
export interface OpenPolicy {
	policy: Policy;
	/** `gripper`: what the user says that its number means; absent: what the policy's makers say. */
	space(gripper?: GripperConvention): ActionSpace;
	/** Names the policy and everything that changes its answers, for what is remembered of it between executions. */
	name: string;
	/** Whether it answers the same to the same question: only then an equal answer to a black picture proves something. */
	isRepeatable: boolean;
	/** Whether it gives several steps at once. */
	isChunked: boolean;
	/** Loads what takes long, so that no picture grows old meanwhile; absent: nothing does. */
	warm?(): Promise<unknown>;
}

/** One choice of the field Policy. */
export interface PolicyKind {
	option: INodePropertyOptions;
	/** Makes an item's policy ready. `raw` are its Options. */
	open(run: ItemRun, raw: IDataObject): Promise<OpenPolicy>;
}
