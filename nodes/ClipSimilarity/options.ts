import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { switchOf } from '../../lib/n8n/choices';
import { rawOptions } from '../../lib/n8n/options-collection';

export const includeInputFieldsOption: INodeProperties = {
	displayName: 'Include Input Fields',
	name: 'includeInputFields',
	type: 'boolean',
	default: true,
	description:
		'Whether the output keeps what the item already holds (its name, its address, ...) and adds the results to it. Files stay with the item in any case.',
};

/** Whether the item's own fields go into its output. */
export const includesInputFields = (context: IExecuteFunctions, itemIndex: number): boolean =>
	switchOf('Include Input Fields', rawOptions(context, itemIndex).includeInputFields, true);

/** `readSettings` reads it. */
export const logitScaleOption: INodeProperties = {
	displayName: 'Confidence Sharpness',
	name: 'logitScale',
	type: 'number',
	typeOptions: { minValue: 0.01, maxValue: 1000, numberPrecision: 2 },
	default: 100,
	displayOptions: { show: { '/operation': ['classify', 'compare'] } },
	description:
		'How strongly a small difference in likeness shows in the scores: 100 makes clear winners, 1 makes all scores nearly equal. Only for models whose files do not say it; the models of the list know their own. It never changes the order.',
};
