import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { listModels, type ManifestModel } from '../../lib/models/manifest';
import { toModelList } from '../../lib/n8n/model-list';

/** How the list names a model, and how much a token of it holds; one that is not here goes by its own name. */
const TITLES: Record<string, string> = {
	'dinov2-small': 'DINOv2 Small: 384 numbers a token',
	'dinov2-with-registers-small': 'DINOv2 Small, even tokens: 384 numbers',
	'dinov2-base': 'DINOv2 Base: 768 numbers a token',
	'siglip-base-patch16-224-vision': 'SigLIP Base: 768 numbers a token',
};

/** The vision encoders of the manifest for the Model list. */
export async function searchVisionModels(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return toModelList(listModels('vision'), describe, filter);
}

/** Short: the list cuts off what is longer than about 48 characters. */
const describe = ({ name }: ManifestModel): string => TITLES[name] ?? name;
