import type { INodeCredentialDescription } from 'n8n-workflow';
import { huggingFaceCredential } from '../../lib/n8n/hugging-face-credential';
import { PROVIDER_CREDENTIALS } from '../shared/credentials';

/**
 * How the service is reached. Hidden where this machine does the work, rather than shown for what a
 * service does: n8n asks for one condition for both, and `ask` has no field `engine`.
 */
export const credentials: INodeCredentialDescription[] = [
	{
		name: PROVIDER_CREDENTIALS.openAi.type,
		required: true,
		displayOptions: { hide: { engine: ['local'], operation: ['detectLanguage'] } },
	},
	huggingFaceCredential,
];
