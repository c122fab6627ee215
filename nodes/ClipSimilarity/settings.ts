import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { clipRequirement } from '../../lib/clip/client';
import type { ClipJob } from '../../lib/clip/types';
import type { ModelReference } from '../../lib/models/types';
import { numberIn, switchOf } from '../../lib/n8n/choices';
import { readEngineOptions, type EngineOptions } from '../../lib/n8n/engine-options';
import { findModel } from '../../lib/n8n/find-model';
import { readModelReference } from '../../lib/n8n/model-parameter';
import { rawOptions } from '../../lib/n8n/options-collection';

/** What decides which model looks at an item, and how. Items of equal settings are worked on together. */
export interface ClipSettings extends EngineOptions {
	reference: ModelReference;
	logitScale?: number;
}

export const includeInputFieldsOption: INodeProperties = {
	displayName: 'Include Input Fields',
	name: 'includeInputFields',
	type: 'boolean',
	default: true,
	description:
		'Whether the output keeps what the item already holds (its name, its address, ...) and adds the results to it. Files stay with the item in any case.',
};

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

/** Reads an item's model and Options. */
export function readSettings(context: IExecuteFunctions, itemIndex: number): ClipSettings {
	const raw = rawOptions(context, itemIndex);
	const scale = numberIn('Confidence Sharpness', { from: 0.01, to: 1000 }, raw.logitScale, NaN);
	return {
		...readEngineOptions(raw),
		reference: readModelReference(context, itemIndex),
		...(!Number.isNaN(scale) && { logitScale: scale }),
	};
}

/** Whether the item's own fields go into its output. */
export const includesInputFields = (context: IExecuteFunctions, itemIndex: number): boolean =>
	switchOf('Include Input Fields', rawOptions(context, itemIndex).includeInputFields, true);

/** Finds the model, downloading it when needed. */
export async function prepareJob(
	context: IExecuteFunctions,
	{ reference, device, dtype, offline, logitScale }: ClipSettings,
	signal?: AbortSignal,
): Promise<ClipJob> {
	const requirement = clipRequirement(reference);
	const model = await findModel(context, { reference, requirement, dtype, offline, signal });
	return { model, device, logitScale, transparency: 'white', signal };
}
