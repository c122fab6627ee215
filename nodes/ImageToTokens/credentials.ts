import type { INodeCredentialDescription } from 'n8n-workflow';
import { huggingFaceCredential } from '../../lib/n8n/hugging-face-credential';
import { credentialShownFor, hostedCredential } from '../shared/credentials';

/** Asking needs the provider's, and so does counting by Anthropic; a model of the hub may need the hub's token. Everything else needs none. */
export const credentials: INodeCredentialDescription[] = [
	// n8n finds a credential by its type alone: one entry for both operations. Count sets `provider` where it asks.
	hostedCredential('anthropic', { operation: ['ask', 'count'], provider: ['anthropic'] }),
	hostedCredential('openAi', { operation: ['ask'], provider: ['openAi'] }),
	credentialShownFor(huggingFaceCredential, { operation: ['embed'] }),
];
