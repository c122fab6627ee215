import type { INodeCredentialDescription } from 'n8n-workflow';
import { huggingFaceCredential } from '../../lib/n8n/hugging-face-credential';
import { hostedCredentials } from '../shared/credentials';

/** Asking needs the provider's; a model of the hub may need the hub's token. Everything else needs none. */
export const credentials: INodeCredentialDescription[] = [
	...hostedCredentials(['ask']),
	{
		...huggingFaceCredential,
		displayOptions: {
			show: { operation: ['embed'], ...huggingFaceCredential.displayOptions?.show },
		},
	},
];
