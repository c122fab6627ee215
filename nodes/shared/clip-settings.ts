import type { IExecuteFunctions } from 'n8n-workflow';
import { clipRequirement } from '../../lib/clip/client';
import type { ClipJob } from '../../lib/clip/types';
import type { ModelReference } from '../../lib/models/types';
import { numberIn } from '../../lib/n8n/choices';
import { readEngineOptions, type EngineOptions } from '../../lib/n8n/engine-options';
import { findModel } from '../../lib/n8n/find-model';
import { readModelReference } from '../../lib/n8n/model-parameter';
import { rawOptions } from '../../lib/n8n/options-collection';

/** What decides which model looks at an item, and how. Items of equal settings are worked on together. */
export interface ClipSettings extends EngineOptions {
	reference: ModelReference;
	logitScale?: number;
}

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
