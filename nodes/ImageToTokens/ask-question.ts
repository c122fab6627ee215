import type { Part, Question } from '../../lib/hosted/types';
import type { HostedQuestion } from '../shared/read-hosted';
import type { ReadyPicture, Recipient } from './ask-pictures';

/** One message: the pictures, each behind its number and name where there are several, and then what is asked. */
export function toQuestion(
	{ model, prompt, schema, options }: HostedQuestion,
	pictures: ReadyPicture[],
	{ detail }: Pick<Recipient, 'detail'>,
): Question {
	return {
		model,
		system: options.systemPrompt,
		parts: [
			...pictures.flatMap((picture, place): Part[] => [
				...(pictures.length > 1 ? [text(`Image ${place + 1}: ${picture.name}`)] : []),
				{ kind: 'image', file: picture.file, mediaType: picture.mediaType, detail },
			]),
			text(prompt),
		],
		maximumOutputTokens: options.maximumOutputTokens,
		schema,
	};
}

const text = (content: string): Part => ({ kind: 'text', text: content });
