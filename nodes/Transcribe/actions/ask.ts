import type { IDataObject, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { ask } from '../../../lib/hosted/ask';
import { addHint } from '../../../lib/n8n/hints';
import { readInput } from '../../../lib/n8n/input';
import type { ItemAction } from '../../../lib/n8n/run-items';
import { showFor } from '../../../lib/n8n/show-for';
import { answerJson } from '../../shared/answer-json';
import {
	answerFields,
	hostedModelField,
	promptField,
	type HostedModel,
} from '../../shared/hosted-fields';
import { readHostedModel, readPrompt, readSchema } from '../../shared/read-hosted';
import { readService } from '../../shared/service';
import { readAskOptions } from '../ask-options';
import { toAskedAudio } from '../asked-audio';

export const option: INodePropertyOptions = {
	name: 'Ask About a Recording',
	value: 'ask',
	action: 'Ask about a recording',
	description: 'Let a model hear the recording and answer a question about it',
};

/** What is asked when the node is untouched; shown where the field is empty, too. */
const DEFAULT_QUESTION = 'Summarize this recording and list the action items.';

/** A model that hears. */
const HEARING_MODEL: HostedModel = { name: 'hearingModel', defaultModel: 'gpt-audio-1.5' };

export const parameters: INodeProperties[] = showFor({ operation: [option.value] }, [
	promptField(
		DEFAULT_QUESTION,
		'What you want to know of the recording, in plain words. The model hears the sound itself: voices, moods and noises too.',
	),
	hostedModelField(
		HEARING_MODEL,
		'Which model answers, by the name that its service gives it. It must be one that hears; most models only read.',
	),
	...answerFields,
]);

/** Recording in, one item with the answer out. */
export const run: ItemAction = async (itemRun) => {
	const options = readAskOptions(itemRun);
	const text = readPrompt(itemRun, DEFAULT_QUESTION);
	const model = readHostedModel(itemRun, HEARING_MODEL);
	const schema = readSchema(itemRun);
	const service = await readService(itemRun, 'openAi', options);
	const input = await readInput(itemRun);
	const { file, durationSeconds, warnings } = await toAskedAudio(itemRun, input.path);
	const answer = await ask(
		service,
		{
			model,
			system: options.systemPrompt,
			parts: [
				{ kind: 'audio', file, format: 'mp3', as: options.audioAs },
				{ kind: 'text', text },
			],
			maximumOutputTokens: options.maximumOutputTokens,
			schema,
		},
		itemRun.signal,
	);
	for (const warning of warnings) addHint(itemRun.context, 'warning', warning);
	const { usage, ...answered } = answerJson(itemRun.context, answer, {
		provider: 'openAi',
		prices: options.prices,
		subject: `"${input.baseName}"`,
	});
	return [
		{
			json: {
				...answered,
				duration: durationSeconds,
				usage: { audioSeconds: durationSeconds, ...(usage as IDataObject) },
			},
		},
	];
};
