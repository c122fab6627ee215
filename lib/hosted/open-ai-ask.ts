import type { RawAnswer } from './ask';
import { callService } from './call-service';
import { openOpenAi } from './clients';
import { toOpenAiAnswer } from './open-ai-answer';
import { adaptRequest, openAiRequest, type OpenAiRequest } from './open-ai-request';
import type { Question, Service } from './types';

/** Fields that a server may turn out not to know: the limit's newer name, and the schema. */
const MAXIMUM_ADAPTATIONS = 2;

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
				return toOpenAiAnswer(service, await client.chat.completions.create(body, { signal: own }));
			} catch (error) {
				const adapted = left > 0 && adaptRequest(body, error, service, question);
				if (!adapted) throw error;
				return await send(adapted, left - 1);
			}
		};
		return await send(request, MAXIMUM_ADAPTATIONS);
	});
}
