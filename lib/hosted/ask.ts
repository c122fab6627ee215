import { performance } from 'node:perf_hooks';
import { throwIfCancelled } from '../errors';
import { openAnswerReader } from './answer-schema';
import { askAnthropic } from './anthropic-ask';
import { askOpenAi } from './open-ai-ask';
import type { Answer, Question, Service } from './types';

/** What a provider's own part brings back: `json` and the time are the same for all. */
export type RawAnswer = Omit<Answer, 'json' | 'durationMs'>;

const ASK = { anthropic: askAnthropic, openAi: askOpenAi };

/**
 * Sends one message to a model and brings its answer. With a schema the answer is data too, checked; an answer that was
 * cut off or refused has none. The signal ends it in any phase. Rejects with coded errors only.
 */
export async function ask(
	service: Service,
	question: Question,
	signal?: AbortSignal,
): Promise<Answer> {
	throwIfCancelled(signal);
	const readAnswer = question.schema && (await openAnswerReader(question.schema));
	const startMs = performance.now();
	const raw = await ASK[service.provider](service, question, signal);
	const durationMs = Math.round(performance.now() - startMs);
	// Some servers do not say which model answered.
	const answer: Answer = { ...raw, model: raw.model || question.model, durationMs };
	if (!readAnswer || answer.finish !== 'complete') return answer;
	return { ...answer, json: readAnswer(answer) };
}
