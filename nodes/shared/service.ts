import type { IExecuteFunctions, ILoadOptionsFunctions } from 'n8n-workflow';
import type { Provider, Service } from '../../lib/hosted/types';
import { fetchThroughN8n } from '../../lib/n8n/http-fetch';
import type { ItemRun } from '../../lib/n8n/run-items';
import { PROVIDER_CREDENTIALS } from './credentials';
import { hostedInputErrors } from './errors';
import type { CallOptions } from './hosted-options';

/** The service that an item's credential leads to. */
export const readService = async (
	{ context, itemIndex }: Pick<ItemRun, 'context' | 'itemIndex'>,
	provider: Provider,
	options: CallOptions,
): Promise<Service> => await openService(context, provider, options, itemIndex);

/** The same outside a run, for lists. */
export async function openService(
	context: IExecuteFunctions | ILoadOptionsFunctions,
	provider: Provider,
	{ timeoutMs, maximumRetries }: CallOptions,
	itemIndex?: number,
): Promise<Service> {
	const { type, title } = PROVIDER_CREDENTIALS[provider];
	if (!context.getNode().credentials?.[type]) {
		throw hostedInputErrors('CREDENTIAL_MISSING', { title });
	}
	const { apiKey, baseUrl } = await (context as IExecuteFunctions).getCredentials(type, itemIndex);
	return {
		provider,
		baseUrl: textOrNone(baseUrl),
		apiKey: textOrNone(apiKey),
		fetch: fetchThroughN8n(context),
		timeoutMs,
		maximumRetries,
	};
}

const textOrNone = (value: unknown): string | undefined => String(value ?? '').trim() || undefined;
