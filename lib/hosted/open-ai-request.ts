import type { OpenAI } from 'openai' with { 'resolution-mode': 'import' };
import { isOwnAddress } from './addresses';
import { openAiContent } from './open-ai-content';
import { systemWithSchema } from './schema-in-words';
import { describeFailure, isStatusError } from './service-error';
import { isStrict } from './strict-schema';
import type { JsonSchema, Question, Service } from './types';

export type OpenAiRequest = OpenAI.ChatCompletionCreateParamsNonStreaming;

/** A question as OpenAI's chat. Older servers know `max_tokens` only, OpenAI's newer models the other only. */
export async function openAiRequest(service: Service, question: Question): Promise<OpenAiRequest> {
	const { model, system, schema, maximumOutputTokens, parts } = question;
	const limit = isOwnAddress(service) ? 'max_completion_tokens' : 'max_tokens';
	return {
		model,
		messages: [
			...(system ? [{ role: 'system' as const, content: system }] : []),
			{ role: 'user', content: await openAiContent(parts) },
		],
		[limit]: maximumOutputTokens,
		...(schema && { response_format: responseFormat(schema) }),
	};
}

/** The request as this server wants it, after it refused `request` for a field that it does not know; undefined where it refused for something else. */
export function adaptRequest(
	request: OpenAiRequest,
	error: unknown,
	service: Service,
	question: Question,
): OpenAiRequest | undefined {
	if (!isStatusError(error) || ![400, 422].includes(error.status)) return undefined;
	const reason = describeFailure(error, service).reason ?? '';
	if (request.max_tokens !== undefined && /max_completion_tokens/.test(reason)) {
		const { max_tokens: limit, ...rest } = request;
		return { ...rest, max_completion_tokens: limit };
	}
	if (request.response_format && /response_format|json_schema|schema/i.test(reason)) {
		return withSchemaInWords(request, question);
	}
	return undefined;
}

function withSchemaInWords(request: OpenAiRequest, question: Question): OpenAiRequest {
	const others = request.messages.filter(({ role }) => role !== 'system');
	const system = { role: 'system' as const, content: systemWithSchema(question) };
	return { ...request, response_format: undefined, messages: [system, ...others] };
}

function responseFormat(schema: JsonSchema): OpenAI.ResponseFormatJSONSchema {
	const strict = isStrict(schema) || undefined;
	return { type: 'json_schema', json_schema: { name: 'answer', schema, strict } };
}
