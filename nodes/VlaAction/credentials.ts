import type { INodeCredentialDescription } from 'n8n-workflow';
import { huggingFaceCredential } from '../../lib/n8n/hugging-face-credential';
import { credentialShownFor, hostedCredential } from '../shared/credentials';

/** Where a policy's server is. */
export const POLICY_SERVER_CREDENTIAL = 'multimodalPolicyServerApi';

/** A server needs its address, a general model its key; a model of the hub may need the hub's token. */
export const credentials: INodeCredentialDescription[] = [
	credentialShownFor(
		{ name: POLICY_SERVER_CREDENTIAL, required: true },
		{ policy: ['openVla', 'openVlaOft', 'openPi'] },
	),
	hostedCredential('anthropic', { policy: ['vlm'], provider: ['anthropic'] }),
	hostedCredential('openAi', { policy: ['vlm'], provider: ['openAi'] }),
	credentialShownFor(huggingFaceCredential, { policy: ['local'] }),
];
