import type { INodeCredentialDescription } from 'n8n-workflow';
import type { Provider } from '../../lib/hosted/types';

/** The credential of each provider: its type, and what n8n calls it. */
export const PROVIDER_CREDENTIALS: Record<Provider, { type: string; title: string }> = {
	anthropic: { type: 'multimodalAnthropicApi', title: 'Anthropic API' },
	openAi: { type: 'multimodalOpenAiApi', title: 'OpenAI-Compatible API' },
};

/**
 * Asks for a credential under these conditions only, by the names of fields. Names are written from
 * the root: n8n's editor takes a field that is named plainly, and whose every choice leads to a
 * credential, for the choice of credential itself, and hides it with all that it depends on.
 */
export const credentialShownFor = (
	description: INodeCredentialDescription,
	conditions: Record<string, string[]>,
): INodeCredentialDescription => {
	const rooted = Object.entries(conditions).map(([name, values]) => [`/${name}`, values]);
	const show = { ...Object.fromEntries(rooted), ...description.displayOptions?.show };
	return { ...description, displayOptions: { show } };
};

/** Asks for a provider's credential, shown under these conditions only: local work needs none. */
export const hostedCredential = (
	provider: Provider,
	conditions: Record<string, string[]>,
): INodeCredentialDescription =>
	credentialShownFor({ name: PROVIDER_CREDENTIALS[provider].type, required: true }, conditions);

/** Of a node whose field `provider` decides, for these operations. */
export const hostedCredentials = (operation: string[]): INodeCredentialDescription[] => [
	hostedCredential('anthropic', { operation, provider: ['anthropic'] }),
	hostedCredential('openAi', { operation, provider: ['openAi'] }),
];
