import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { listModels, type ManifestModel } from '../../lib/models/manifest';

/** The models of the manifest for the Model list, with what a person needs to choose one. */
export async function searchModels(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	const wanted = filter.trim().toLowerCase();
	const results = bestEditions()
		.map((model) => ({ name: describe(model), value: model.name }))
		.filter((result) => `${result.name} ${result.value}`.toLowerCase().includes(wanted));
	return { results };
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
function describe(model: ManifestModel): string {
	const languages = model.languages.split(',')[0];
	const size = model.embedded ? 'included' : inWords(model.downloadBytes);
	return `${titleOf(model)}: ${languages}, ${size}`;
}

/** `whisper-base.en_timestamped` is `Whisper Base`. */
function titleOf({ name }: ManifestModel): string {
	const words = name
		.replace(/_timestamped$/, '')
		.replace(/\.en$/, '')
		.split('-');
	return words.map((word) => word[0].toUpperCase() + word.slice(1)).join(' ');
}

const inWords = (bytes: number): string =>
	bytes < 1e9 ? `${Math.ceil(bytes / 1e6)} MB` : `${(bytes / 1e9).toFixed(1)} GB`;
