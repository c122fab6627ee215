import type { IDataObject, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { switchOf } from '../../lib/n8n/choices';
import { continueItem } from '../../lib/n8n/output';
import type { ItemRun } from '../../lib/n8n/run-items';

export const includeInputOption: INodeProperties = {
	displayName: 'Include Input Fields',
	name: 'includeInputFields',
	type: 'boolean',
	default: true,
	description:
		'Whether the output keeps what the item already holds and adds the action to it: a loop often needs both',
};

/** Whether the item's own fields go into its output. */
export const includesInputFields = (raw: IDataObject): boolean =>
	switchOf('Include Input Fields', raw.includeInputFields, true);

/** What only some decisions tell. In a loop an item brings those of the one before: no robot may be told them again. */
const OF_EARLIER_DECISIONS = [
	...['proposed', 'chunk', 'proposedChunk', 'normalized', 'tokens', 'warnings'],
	...['unnormKey', 'model'],
	...['rosbridge', 'leRobot', 'mqtt', 'sent'],
];

/** The item that goes on with what is told of a decision, and with nothing of an earlier one. */
export function toItem(
	{ context, itemIndex }: Pick<ItemRun, 'context' | 'itemIndex'>,
	told: IDataObject,
	raw: IDataObject,
): INodeExecutionData {
	const item = continueItem(context, itemIndex, told, includesInputFields(raw));
	const isOld = (field: string) => OF_EARLIER_DECISIONS.includes(field) && !(field in told);
	const json = Object.fromEntries(Object.entries(item.json).filter(([field]) => !isOld(field)));
	return { ...item, json };
}
