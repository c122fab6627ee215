import type { Anthropic } from '@anthropic-ai/sdk' with { 'resolution-mode': 'import' };
import { anthropicContent } from './anthropic-content';
import { anthropicSchema } from './anthropic-schema';
import type { RawAnswer } from './ask';
import { callService } from './call-service';
import { openAnthropic } from './clients';
import { describeReply } from './describe-reply';
import { systemWithSchema } from './schema-in-words';
import { describeFailure, isStatusError, unreadable } from './service-error';
import type { Finish, Question, Service } from './types';
import { anthropicUsage } from './usage';

type Request = Anthropic.MessageCreateParamsNonStreaming;

const FINISH: Partial<Record<string, Finish>> = {
	max_tokens: 'truncated',
	model_context_window_exceeded: 'truncated',
	refusal: 'refused',
};

/** One message through Anthropic's Messages API. Where it does not take the schema, it is asked once more with the schema in words. */
export async function askAnthropic(
	service: Service,
	question: Question,
	signal?: AbortSignal,
): Promise<RawAnswer> {
	const request = await toRequest(question);
	return await callService(service, signal, async (own) => {
		const client = await openAnthropic(service);
		const send = async (body: Request) =>
			toAnswer(service, await client.messages.create(body, { signal: own }));
		try {
			return await send(request);
		} catch (error) {
			if (!request.output_config || !refusesSchema(error, service)) throw error;
			return await send({
				...request,
				output_config: undefined,
				system: systemWithSchema(question),
			});
		}
	});
}

/** Sampling parameters are refused by the API of 2026-10-21, so none is sent. */
async function toRequest(question: Question): Promise<Request> {
	const { model, system, schema, maximumOutputTokens, parts } = question;
	const enforced = schema && (await anthropicSchema(schema));
	return {
		model,
		max_tokens: maximumOutputTokens,
		system: schema && !enforced ? systemWithSchema(question) : system || undefined,
		messages: [{ role: 'user', content: await anthropicContent(parts) }],
		output_config: enforced && { format: { type: 'json_schema', schema: enforced } },
	};
}

function refusesSchema(error: unknown, service: Service): boolean {
	if (!isStatusError(error) || error.status !== 400) return false;
	return /output_config|schema|structured/i.test(describeFailure(error, service).reason ?? '');
}

/** Thoughts and other blocks may stand before the text. */
function toAnswer(service: Service, reply: Anthropic.Message): RawAnswer {
	if (!Array.isArray((reply as Partial<Anthropic.Message> | undefined)?.content)) {
		throw unreadable(service, describeReply(reply));
	}
	const texts = reply.content.filter((block) => block.type === 'text');
	const text = texts.map((block) => block.text).join('');
	const stopReason = reply.stop_reason ?? '';
	return {
		text: text || (reply.stop_details?.explanation ?? ''),
		finish: FINISH[stopReason] ?? 'complete',
		stopReason,
		usage: anthropicUsage(reply.usage),
		model: reply.model,
		requestId: (reply as { _request_id?: string | null })._request_id ?? undefined,
	};
}
