import type { Part, Question } from '../../lib/hosted/types';
import { videoInstructions } from '../../lib/video/ask-instructions';
import { decimalsFor, toReferenceForm } from '../../lib/video/reference-form';
import type { HostedQuestion } from '../shared/read-hosted';
import type { Look } from './ask-look';

/** One message: the frames, each behind its time, or all on one sheet, and then what is asked. */
export function toQuestion(
	{ model, prompt, schema, options }: HostedQuestion,
	look: Look,
): Question {
	const { systemPrompt, maximumOutputTokens } = options;
	const instructions = videoInstructions(look.span, look.sheet !== undefined);
	return {
		model,
		system: systemPrompt === undefined ? instructions : `${instructions}\n\n${systemPrompt}`,
		parts: [
			...(look.sheet === undefined ? frameParts(look) : [imagePart(look.sheet)]),
			text(prompt),
		],
		maximumOutputTokens,
		...(schema && { schema }),
	};
}

function frameParts({ frames }: Look): Part[] {
	const decimals = decimalsFor(frames.map(({ seconds }) => seconds));
	return frames.flatMap(({ seconds, file }) => [
		text(toReferenceForm(seconds, decimals)),
		imagePart(file),
	]);
}

const text = (content: string): Part => ({ kind: 'text', text: content });

const imagePart = (file: string): Part => ({ kind: 'image', file, mediaType: 'image/jpeg' });
