import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { readInput } from '../../../lib/n8n/input';
import type { ItemAction } from '../../../lib/n8n/run-items';
import { showFor } from '../../../lib/n8n/show-for';
import * as whisper from '../../../lib/whisper/client';
import { prepareJobs } from '../jobs';
import { languageName } from '../languages';
import { localModelField, multilingualNotice } from '../model-fields';
import { usageOf } from '../usage';

export const option: INodePropertyOptions = {
	name: 'Detect Language',
	value: 'detectLanguage',
	action: 'Detect the language of a recording',
	description: 'Tell which language is spoken, without writing down what is said',
};

/** It leaves no choice of engine. */
export const parameters: INodeProperties[] = showFor({ operation: [option.value] }, [
	localModelField,
	multilingualNotice,
]);

/** One item a channel asked for: the language, and the other candidates by probability. */
export const run: ItemAction = async (itemRun) => {
	const input = await readInput(itemRun);
	const items = [];
	for (const { job, label } of await prepareJobs(itemRun, 'detectLanguage', input.path)) {
		const outcome = await whisper.detectLanguage(job);
		const { language, probability, candidates, duration } = outcome.result;
		items.push({
			json: {
				language,
				languageName: languageName(language),
				probability,
				candidates,
				duration,
				...label,
				usage: usageOf(outcome),
				engine: 'local',
				model: job.model.name,
			},
		});
	}
	return items;
};
