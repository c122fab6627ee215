import type { INodeCredentialDescription } from 'n8n-workflow';
import { huggingFaceCredential } from '../../lib/n8n/hugging-face-credential';
import { hostedCredentials } from '../shared/credentials';

/** How a service is reached, for asking, and the hub, for the model that looks at the frames. */
export const credentials: INodeCredentialDescription[] = [
	...hostedCredentials(['ask']),
	huggingFaceCredential,
];
