import type { IDataObject, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { ask } from '../../../lib/hosted/ask';
import { addHint } from '../../../lib/n8n/hints';
import { readInput } from '../../../lib/n8n/input';
import type { ItemAction } from '../../../lib/n8n/run-items';
import { showFor } from '../../../lib/n8n/show-for';
import { findReferences } from '../../../lib/video/references';
import { answerJson } from '../../shared/answer-json';
import {
	answerFields,
	hostedModelFields,
	promptField,
	providerField,
} from '../../shared/hosted-fields';
import { readHostedQuestion } from '../../shared/read-hosted';
import { textsOf } from '../../shared/texts-of';
import { lookAtVideo } from '../ask-look';
import { toQuestion } from '../ask-question';
import { frameJson, toMicroseconds } from '../frame-json';

export const option: INodePropertyOptions = {
	name: 'Ask',
	value: 'ask',
	action: 'Ask a question about a video',
	description:
		'Send frames of the video with their times, and no sound, to an AI model that answers a question',
};

const DEFAULT_QUESTION = 'What happens in this video?';

export const parameters: INodeProperties[] = showFor({ operation: [option.value] }, [
	promptField(
		DEFAULT_QUESTION,
		'What you want to know about the video. "What happens at second 75?" works too, or "at 1:15": the frames around that moment are then shown as well. The times in the answer come out as numbers in "moments". The model sees frames and hears nothing: for what is said, give the video to Transcribe.',
	),
	providerField,
	...hostedModelFields,
	...answerFields,
]);

/** Video in; one item out with the answer, the moments it speaks of, and the frames that were shown. */
export const run: ItemAction = async (itemRun) => {
	const { context, signal } = itemRun;
	const question = await readHostedQuestion(itemRun, DEFAULT_QUESTION);
	const input = await readInput(itemRun);
	const startedMs = performance.now();
	const look = await lookAtVideo(itemRun, input, question);
	const answer = await ask(question.service, toQuestion(question, look), signal);
	for (const warning of look.warnings) addHint(context, ...warning);
	const { usage, ...answered } = answerJson(context, answer, {
		provider: question.provider,
		prices: question.options.prices,
		subject: `"${input.baseName}"`,
	});
	const texts = answer.json === undefined ? [answer.text] : textsOf(answer.json);
	return [
		{
			json: {
				video: input.baseName,
				duration: toMicroseconds(look.durationSeconds),
				...answered,
				moments: findReferences(texts, look.span).map((moment) => ({ ...moment })),
				frames: look.frames.map(frameJson),
				usage: {
					...(usage as IDataObject),
					images: look.images,
					frames: look.frames.length,
					decodedFrames: look.decodedFrames,
					...(look.frameModel !== undefined && { frameModel: look.frameModel }),
					durationMs: Math.round(performance.now() - startedMs),
				},
			},
		},
	];
};
