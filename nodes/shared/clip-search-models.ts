import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { listModels, type ManifestModel } from '../../lib/models/manifest';
import { toModelList } from '../../lib/n8n/model-list';

/** How a list names a model; one that is not here goes by its own name. */
const TITLES: Record<string, string> = {
	'clip-vit-base-patch32': 'CLIP B/32',
	'clip-vit-base-patch16': 'CLIP B/16',
	'clip-vit-large-patch14': 'CLIP L/14',
	'siglip-base-patch16-224': 'SigLIP Base',
	'siglip2-base-patch16-224': 'SigLIP 2 Base',
	mobileclip_s0: 'MobileCLIP S0, research only',
	mobileclip_s2: 'MobileCLIP S2, research only',
};

/** The models of the manifest for the Model list, with what a person needs to choose one. */
export async function searchModels(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return toModelList(listModels('clip'), describe, filter);
}

/** Short: the list cuts off what is longer than about 48 characters. */
const describe = ({ name, languages }: ManifestModel): string =>
	`${TITLES[name] ?? name}: ${languages}`;
