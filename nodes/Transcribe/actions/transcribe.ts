import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import type { ItemAction } from '../../../lib/n8n/run-items';
import { showFor } from '../../../lib/n8n/show-for';
import { languageField } from '../language';
import { runTranscription } from '../transcription';

export const option: INodePropertyOptions = {
	name: 'Transcribe',
	value: 'transcribe',
	action: 'Transcribe a recording',
	description: 'Write down what is said, in the language it is said in',
};

/** At a service; on this machine Translate has it too. */
export const parameters: INodeProperties[] = showFor(
	{ operation: [option.value], engine: ['openAi'] },
	[languageField],
);

export const run: ItemAction = async (itemRun) => await runTranscription(itemRun, 'transcribe');
