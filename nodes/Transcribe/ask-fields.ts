import type { INodeProperties } from 'n8n-workflow';
import { showFor } from '../../lib/n8n/show-for';
import {
	answerFields,
	hostedModelField,
	promptField,
	type HostedModel,
} from '../shared/hosted-fields';

/** What is asked when the node is untouched; shown where the field is empty, too. */
export const DEFAULT_QUESTION = 'Summarize this recording and list the action items.';

/** A model that hears. */
export const HEARING_MODEL: HostedModel = { name: 'hearingModel', defaultModel: 'gpt-audio-1.5' };

/** The fields of the operation that asks a model about a recording. */
export const askFields: INodeProperties[] = showFor({ operation: ['ask'] }, [
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
