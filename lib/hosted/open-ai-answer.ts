import type { OpenAI } from 'openai' with { 'resolution-mode': 'import' };
import { isJsonObject } from '../json-object';
import type { RawAnswer } from './ask';
import { describeReply } from './describe-reply';
import { failedWithin, unreadable } from './service-error';
import type { Finish, Service } from './types';
import { openAiUsage } from './usage';

type Choice = Partial<Pick<OpenAI.ChatCompletion.Choice, 'message'>> & {
	finish_reason?: string | null;
	/** OpenRouter's: how the provider behind it failed in the middle of an answer. */
	error?: unknown;
};

/** As the SDK adds it. */
type Told = { _request_id?: string | null };

const FINISH: Partial<Record<string, Finish>> = { length: 'truncated', content_filter: 'refused' };

/** What OpenAI's chats, and servers that speak like them, answer; a reply that is no answer is a coded error. */
export function toOpenAiAnswer(service: Service, reply: OpenAI.ChatCompletion): RawAnswer {
	const choices: Choice[] | undefined = (reply as Partial<typeof reply> | undefined)?.choices;
	const { message, finish_reason: end = '', error } = choices?.[0] ?? {};
	const requestId = (reply as Told | undefined)?._request_id ?? undefined;
	// Half an answer may stand beside a failure; nobody must take it for a whole one.
	if (error || end === 'error') throw failedWithin(service, error, requestId);
	if (!message) throw unreadable(service, describeReply(reply));
	const { refusal, content } = message;
	const stopReason = refusal ? 'refusal' : (end ?? '');
	return {
		text: refusal || toText(content),
		finish: refusal ? 'refused' : (FINISH[stopReason] ?? 'complete'),
		stopReason,
		usage: openAiUsage(reply.usage),
		model: reply.model,
		requestId,
	};
}

/** Some servers, such as those of Mistral's models that think, answer in parts. */
function toText(content: unknown): string {
	if (!Array.isArray(content)) return typeof content === 'string' ? content : '';
	const parts = content.filter(isJsonObject).filter(({ type }) => type === 'text');
	return parts.map(({ text }) => (typeof text === 'string' ? text : '')).join('');
}
