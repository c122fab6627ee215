import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import type { ItemAction } from '../../../lib/n8n/run-items';
import { showFor } from '../../../lib/n8n/show-for';
import { multilingualNotice } from '../model-fields';
import { runTranscription } from '../transcription';

export const option: INodePropertyOptions = {
	name: 'Translate to English',
	value: 'translate',
	action: 'Translate a recording to English',
	description: 'Write down in English what is said in another language',
};

export const parameters: INodeProperties[] = showFor(
	{ operation: [option.value], engine: ['local'] },
	[multilingualNotice],
);

export const run: ItemAction = async (itemRun) => await runTranscription(itemRun, 'translate');
