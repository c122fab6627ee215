import { hostedInputError } from './errors';
import type { Failure } from './errors';
import type { Provider, Service } from './types';

const OWN_ADDRESSES: Record<Provider, string> = {
	anthropic: 'https://api.anthropic.com',
	openAi: 'https://api.openai.com/v1',
};

const OWN_NAMES: Record<Provider, string> = { anthropic: 'Anthropic', openAi: 'OpenAI' };

/** Where the service is, as its SDK wants it: no slash at the end, and for Anthropic no `/v1`. */
export function baseUrlOf({ provider, baseUrl }: Service): string {
	const given = baseUrl?.trim() || OWN_ADDRESSES[provider];
	const url = URL.canParse(given) ? new URL(given) : undefined;
	if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password) {
		throw hostedInputError('SERVICE_ADDRESS_INVALID', {});
	}
	const address = (url.origin + url.pathname).replace(/\/+$/, '');
	return provider === 'anthropic' ? address.replace(/\/v1$/, '') : address;
}

/** Whether the provider itself is asked, and not a server that speaks like it. */
export function isOwnAddress(service: Service): boolean {
	return new URL(baseUrlOf(service)).origin === new URL(OWN_ADDRESSES[service.provider]).origin;
}

/** Scheme, host and port of the service. */
export function originOf(service: Service): string {
	return new URL(baseUrlOf(service)).origin;
}

/** The service as errors name it. */
export function introduce(service: Service): Pick<Failure, 'provider' | 'name'> {
	const { provider } = service;
	return {
		provider,
		name: isOwnAddress(service) ? OWN_NAMES[provider] : `the server at ${originOf(service)}`,
	};
}
