import { MAXIMUM_LISTED_MODELS } from '../limits';
import { callService } from './call-service';
import { openAnthropic, openOpenAi } from './clients';
import type { Service } from './types';

export interface ServiceModel {
	id: string;
	/** The name for people, where the service has one. */
	title?: string;
}

/** Anthropic's largest page. */
const PAGE_MODELS = 1000;

/** The models a service offers, in its order, page after page. */
export async function listServiceModels(
	service: Service,
	signal?: AbortSignal,
): Promise<ServiceModel[]> {
	return await callService(service, signal, async (own) => {
		const models: ServiceModel[] = [];
		for await (const { id, display_name: title } of await openList(service, own)) {
			if (typeof id === 'string') models.push(title ? { id, title } : { id });
			if (models.length >= MAXIMUM_LISTED_MODELS) break;
		}
		return models;
	});
}

/** What both SDKs' lists have in common. */
type ModelEntries = AsyncIterable<{ id: string; display_name?: string }>;

async function openList(service: Service, signal?: AbortSignal): Promise<ModelEntries> {
	if (service.provider === 'openAi') return (await openOpenAi(service)).models.list({ signal });
	return (await openAnthropic(service)).models.list({ limit: PAGE_MODELS }, { signal });
}
