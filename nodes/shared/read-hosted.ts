import type { JsonSchema, Provider, Service } from '../../lib/hosted/types';
import { isJsonObject } from '../../lib/json-object';
import { oneOf, switchOf } from '../../lib/n8n/choices';
import { inputErrors } from '../../lib/n8n/errors';
import { rawOptions } from '../../lib/n8n/options-collection';
import type { ItemRun } from '../../lib/n8n/run-items';
import { hostedInputErrors } from './errors';
import { PROVIDER_MODELS, PROVIDERS, type HostedModel } from './hosted-fields';
import { readHostedOptions, type HostedOptions } from './hosted-options';
import { readService } from './service';

type Place = Pick<ItemRun, 'context' | 'itemIndex'>;

/** Whom an item asks. */
export const readProvider = ({ context, itemIndex }: Place): Provider =>
	oneOf('Service', PROVIDERS, context.getNodeParameter('provider', itemIndex));

/** The model an item asks, as its service names it. A bare name, as an expression may give, is one too. */
export function readHostedModel(
	{ context, itemIndex }: Place,
	{ name, defaultModel }: HostedModel,
): string {
	const raw = context.getNodeParameter(name, itemIndex) as unknown;
	const value = isJsonObject(raw) ? raw.value : raw;
	if (typeof value === 'string' && value.trim() !== '') return value.trim();
	throw hostedInputErrors('HOSTED_MODEL_MISSING', {
		found: value === '' || value === undefined ? 'empty' : JSON.stringify(value),
		example: defaultModel,
	});
}

/** What an item asks. */
export function readPrompt({ context, itemIndex }: Place, example: string): string {
	const prompt = String(context.getNodeParameter('prompt', itemIndex, '') ?? '').trim();
	if (prompt !== '') return prompt;
	throw inputErrors('EMPTY_FIELD', { name: 'Question', example });
}

/** The shape of an item's answer; none where it is free text. */
export function readSchema({ context, itemIndex }: Place): JsonSchema | undefined {
	const asJson = context.getNodeParameter('answerAsJson', itemIndex, false);
	if (!switchOf('Answer as JSON', asJson, false)) return undefined;
	const schema = parsed(context.getNodeParameter('jsonSchema', itemIndex, ''));
	if (isJsonObject(schema)) return schema;
	throw hostedInputErrors('SCHEMA_UNREADABLE', { reason: 'it is not enclosed in { and }' });
}

function parsed(raw: unknown): unknown {
	if (typeof raw !== 'string') return raw;
	try {
		return JSON.parse(raw);
	} catch (error) {
		throw hostedInputErrors('SCHEMA_UNREADABLE', { reason: (error as Error).message }, error);
	}
}

/** All that an item asks a hosted model, but for what it shows. */
export interface HostedQuestion {
	provider: Provider;
	service: Service;
	model: string;
	prompt: string;
	schema?: JsonSchema;
	options: HostedOptions;
}

/** Reads it whole, so that nothing is sent, nor worked on, before it is right. */
export async function readHostedQuestion(
	place: Place,
	examplePrompt: string,
): Promise<HostedQuestion> {
	const provider = readProvider(place);
	const options = readHostedOptions(rawOptions(place.context, place.itemIndex));
	return {
		provider,
		model: readHostedModel(place, PROVIDER_MODELS[provider]),
		prompt: readPrompt(place, examplePrompt),
		schema: readSchema(place),
		options,
		service: await readService(place, provider, options),
	};
}
