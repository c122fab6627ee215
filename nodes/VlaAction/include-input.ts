import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { switchOf } from '../../lib/n8n/choices';

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
