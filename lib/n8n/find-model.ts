import type { IExecuteFunctions } from 'n8n-workflow';
import { resolveModel } from '../models/resolve';
import type { ModelReference, ModelRequirement, ResolvedModel } from '../models/types';
import type { EngineOptions } from './engine-options';
import { addHint } from './hints';
import { readHubToken } from './hugging-face-credential';

interface WantedModel extends Pick<EngineOptions, 'dtype' | 'offline'> {
	reference: ModelReference;
	requirement: ModelRequirement;
	signal?: AbortSignal;
}

/** The model on disk; downloaded first when needed, which a hint above the output then says. */
export async function findModel(
	context: IExecuteFunctions,
	{ reference, requirement, ...options }: WantedModel,
): Promise<ResolvedModel> {
	let downloadedBytes = 0;
	const model = await resolveModel(reference, requirement, {
		...options,
		hubToken: await readHubToken(context, reference),
		onProgress: ({ totalBytes }) => {
			downloadedBytes = Math.max(downloadedBytes, totalBytes);
		},
	});
	if (downloadedBytes > 0) {
		addHint(
			context,
			'info',
			`The model ${model.name} was downloaded. The next runs start without it.`,
		);
	}
	return model;
}
