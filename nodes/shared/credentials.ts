import type { INodeCredentialDescription } from 'n8n-workflow';
import type { Provider } from '../../lib/hosted/types';

/** The credential of each provider: its type, and what n8n calls it. */
export const PROVIDER_CREDENTIALS: Record<Provider, { type: string; title: string }> = {
	anthropic: { type: 'multimodalAnthropicApi', title: 'Anthropic API' },
	openAi: { type: 'multimodalOpenAiApi', title: 'OpenAI-Compatible API' },
};

/** Asks for a provider's credential, shown under these conditions only: local work needs none. */
export const hostedCredential = (
	provider: Provider,
	show: Record<string, string[]>,
): INodeCredentialDescription => ({
	name: PROVIDER_CREDENTIALS[provider].type,
	required: true,
	displayOptions: { show },
});

/** Of a node whose field `provider` decides, for these operations. */
export const hostedCredentials = (operation: string[]): INodeCredentialDescription[] => [
	hostedCredential('anthropic', { operation, provider: ['anthropic'] }),
	hostedCredential('openAi', { operation, provider: ['openAi'] }),
];
