import type { OpenAI } from 'openai' with { 'resolution-mode': 'import' };
import type { RawAnswer } from './ask';
import { callService } from './call-service';
import { openOpenAi } from './clients';
import { describeReply } from './describe-reply';
import { adaptRequest, openAiRequest, type OpenAiRequest } from './open-ai-request';
import { unreadable } from './service-error';
import type { Finish, Question, Service } from './types';
import { openAiUsage } from './usage';

/** Fields that a server may turn out not to know: the limit's newer name, and the schema. */
const MAXIMUM_ADAPTATIONS = 2;

const FINISH: Partial<Record<string, Finish>> = { length: 'truncated', content_filter: 'refused' };

/** One message through OpenAI's chats, or a server that speaks like them. A server that does not know a field is asked once more without it. */
export async function askOpenAi(
	service: Service,
	question: Question,
	signal?: AbortSignal,
): Promise<RawAnswer> {
	const request = await openAiRequest(service, question);
	return await callService(service, signal, async (own) => {
		const client = await openOpenAi(service);
		const send = async (body: OpenAiRequest, left: number): Promise<RawAnswer> => {
			try {
				return toAnswer(service, await client.chat.completions.create(body, { signal: own }));
			} catch (error) {
				const adapted = left > 0 && adaptRequest(body, error, service, question);
				if (!adapted) throw error;
				return await send(adapted, left - 1);
			}
		};
		return await send(request, MAXIMUM_ADAPTATIONS);
	});
}

function toAnswer(service: Service, reply: OpenAI.ChatCompletion): RawAnswer {
	const choice = (reply as Partial<OpenAI.ChatCompletion> | undefined)?.choices?.[0];
	if (!choice?.message) throw unreadable(service, describeReply(reply));
	const { refusal, content } = choice.message;
	const stopReason = refusal ? 'refusal' : (choice.finish_reason ?? '');
	return {
		text: refusal || (content ?? ''),
		finish: refusal ? 'refused' : (FINISH[stopReason] ?? 'complete'),
		stopReason,
		usage: openAiUsage(reply.usage),
		model: reply.model,
		requestId: (reply as { _request_id?: string | null })._request_id ?? undefined,
	};
}
