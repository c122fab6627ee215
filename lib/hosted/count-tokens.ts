import { anthropicContent } from './anthropic-content';
import { callService } from './call-service';
import { openAnthropic } from './clients';
import { describeReply } from './describe-reply';
import { unreadable } from './service-error';
import type { Question, Service } from './types';

/** What a message would cost at its model, in tokens, as Anthropic itself counts; free of charge. Pictures go along whole. */
export async function countTokensByService(
	service: Service,
	{ model, system, parts }: Pick<Question, 'model' | 'system' | 'parts'>,
	signal?: AbortSignal,
): Promise<number> {
	const content = await anthropicContent(parts);
	return await callService(service, signal, async (own) => {
		const client = await openAnthropic(service);
		const messages = [{ role: 'user' as const, content }];
		const request = { model, system: system || undefined, messages };
		const reply = await client.messages.countTokens(request, { signal: own });
		if (typeof reply?.input_tokens !== 'number') throw unreadable(service, describeReply(reply));
		return reply.input_tokens;
	});
}
