import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { listModels, type ManifestModel } from '../../lib/models/manifest';

/** The models of the manifest for the Model list, with what a person needs to choose one. */
export async function searchModels(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	const wanted = filter.toLowerCase();
	const results = listModels('whisper')
		.map((model) => ({ name: describe(model), value: model.name }))
		.filter(({ name }) => name.toLowerCase().includes(wanted));
	return { results };
}

/** Name, size and advice on one line: all that the list shows. */
function describe({ name, languages, embedded, downloadBytes, advice }: ManifestModel): string {
	const size = embedded ? 'included' : `${Math.ceil(downloadBytes / 1e6)} MB download`;
	return `${name} (${languages}, ${size}): ${advice}`;
}
