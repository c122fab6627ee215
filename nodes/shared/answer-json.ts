import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { Answer, Provider } from '../../lib/hosted/types';
import { addHint } from '../../lib/n8n/hints';
import { usageOf, type Prices } from './usage';

interface Circumstances {
	provider: Provider;
	prices?: Prices;
	/** What was asked about, for the hint above the output. */
	subject: string;
}

/** What the output says of an answer, under the same names in every node. One that broke off or was declined is marked, and a hint says so. */
export function answerJson(
	context: IExecuteFunctions,
	answer: Answer,
	{ provider, prices, subject }: Circumstances,
): IDataObject {
	const warning = WARNINGS[answer.finish]?.(subject, answer);
	if (warning) addHint(context, 'warning', warning);
	return {
		text: answer.text,
		...(answer.json !== undefined && { json: answer.json as IDataObject }),
		finish: answer.finish,
		stopReason: answer.stopReason,
		usage: usageOf(answer, prices),
		engine: provider,
		model: answer.model,
		...(answer.requestId !== undefined && { requestId: answer.requestId }),
	};
}

type Warning = (subject: string, answer: Answer) => string;

const WARNINGS: Partial<Record<Answer['finish'], Warning>> = {
	truncated: (subject, { stopReason }) =>
		stopReason === 'model_context_window_exceeded'
			? `The answer about ${subject} breaks off: what was sent and the answer together are more than the model takes. Send less.`
			: `The answer about ${subject} breaks off: it is as long as "Max Answer Tokens" allows. Raise it under Options.`,
	refused: (subject) =>
		`The service declined to answer about ${subject}. Ask in other words, or ask another model.`,
};
