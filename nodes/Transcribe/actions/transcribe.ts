import type { INodePropertyOptions } from 'n8n-workflow';
import type { ItemAction } from '../../../lib/n8n/run-items';
import { runTranscription } from '../transcription';

export const option: INodePropertyOptions = {
	name: 'Transcribe',
	value: 'transcribe',
	action: 'Transcribe a recording',
	description: 'Write down what is said, in the language it is said in',
};

export const run: ItemAction = async (itemRun) => await runTranscription(itemRun, 'transcribe');
