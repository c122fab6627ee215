import type { IExecuteFunctions, INodeCredentialDescription } from 'n8n-workflow';
import type { ModelReference } from '../models/types';

const NAME = 'multimodalHuggingFaceApi';

/** The optional token of the model hub, shown where the field `model` names a model of it: those of the list need none. */
export const huggingFaceCredential: INodeCredentialDescription = {
	name: NAME,
	required: false,
	displayOptions: { show: { 'model.mode': ['hub'] } },
};

/** For nodes that need no other. */
export const huggingFaceCredentials = [huggingFaceCredential];

/** The token that the node has for this model; undefined where it has none. */
export async function readHubToken(
	context: IExecuteFunctions,
	{ mode }: ModelReference,
): Promise<string | undefined> {
	if (mode !== 'hub' || !context.getNode().credentials?.[NAME]) return undefined;
	const { token } = await context.getCredentials(NAME);
	return String(token ?? '');
}
