import type { INodeListSearchResult } from 'n8n-workflow';
import type { ManifestModel } from '../models/manifest';

/** Models for a Model list, narrowed to what is typed; `describe` says in one line what sets a model apart. */
export function toModelList(
	models: ManifestModel[],
	describe: (model: ManifestModel) => string,
	filter = '',
): INodeListSearchResult {
	const wanted = filter.trim().toLowerCase();
	const results = models
		.map((model) => ({ name: `${describe(model)}, ${costOf(model)}`, value: model.name }))
		.filter((result) => `${result.name} ${result.value}`.toLowerCase().includes(wanted));
	return { results };
}

function costOf({ embedded, downloadBytes }: ManifestModel): string {
	if (embedded) return 'included';
	if (downloadBytes < 1e9) return `${Math.ceil(downloadBytes / 1e6)} MB`;
	return `${(downloadBytes / 1e9).toFixed(1)} GB`;
}
