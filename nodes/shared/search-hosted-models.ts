import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { listServiceModels } from '../../lib/hosted/list-models';
import { MODEL_LIST_TIMEOUT_MS } from '../../lib/limits';
import { PROVIDERS } from './hosted-fields';
import { openService } from './service';

/** What the user's own service offers, narrowed to what is typed; by name. */
export async function searchHostedModels(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	// Transcribe has no field `provider`: it speaks OpenAI's way.
	const found = this.getCurrentNodeParameter('provider') ?? 'openAi';
	const provider = PROVIDERS.find((each) => each === found) ?? 'anthropic';
	const service = await openService(this, provider, {
		timeoutMs: MODEL_LIST_TIMEOUT_MS,
		maximumRetries: 0,
	});
	const wanted = filter.trim().toLowerCase();
	const results = (await listServiceModels(service))
		.map(({ id, title }) => ({ name: title ? `${title} (${id})` : id, value: id }))
		.filter(({ name }) => name.toLowerCase().includes(wanted))
		.sort((one, other) => one.name.localeCompare(other.name, 'en'));
	return { results };
}
