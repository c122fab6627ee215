import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { listModels, type ManifestModel } from '../../lib/models/manifest';
import { toModelList } from '../../lib/n8n/model-list';

/** The models of the manifest for the Model list, with what a person needs to choose one. */
export async function searchModels(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return toModelList(bestEditions(), describe, filter);
}

/** Each size once for English and once for all languages. The manifest has the best edition first. */
function bestEditions(): ManifestModel[] {
	const best = new Map<string, ManifestModel>();
	for (const model of listModels('whisper')) {
		const key = `${titleOf(model)}, ${model.languages}`;
		if (!best.has(key)) best.set(key, model);
	}
	return [...best.values()];
}

/** Short: the list cuts off what is longer than about 48 characters. */
const describe = (model: ManifestModel): string =>
	`${titleOf(model)}: ${model.languages.split(',')[0]}`;

/** `whisper-base.en_timestamped` is `Whisper Base`. */
function titleOf({ name }: ManifestModel): string {
	const words = name
		.replace(/_timestamped$/, '')
		.replace(/\.en$/, '')
		.split('-');
	return words.map((word) => word[0].toUpperCase() + word.slice(1)).join(' ');
}
