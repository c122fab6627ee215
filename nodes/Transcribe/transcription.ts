import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { addHint } from '../../lib/n8n/hints';
import { readInput } from '../../lib/n8n/input';
import type { ItemAction, ItemRun } from '../../lib/n8n/run-items';
import { transcribe } from '../../lib/whisper/client';
import { prepareJobs } from './jobs';
import { readOptions } from './options';
import { textFiles } from './text-files';
import { segmentsFor } from './timestamps';
import { usageOf } from './usage';
import { warningsFor } from './warnings';

/** Recording in, one item a channel asked for out: text, times, and the files asked for. */
export async function runTranscription(
	run: ItemRun,
	task: 'transcribe' | 'translate',
): ReturnType<ItemAction> {
	const options = readOptions(run);
	const input = await readInput(run);
	const items: INodeExecutionData[] = [];
	for (const { job, label } of await prepareJobs(run, task, input.path)) {
		const outcome = await transcribe(job);
		const { text, language, duration } = outcome.result;
		const baseName = label ? `${input.baseName}-channel${label.channel}` : input.baseName;
		for (const warning of warningsFor(baseName, options, outcome.result)) {
			addHint(run.context, 'warning', warning);
		}
		items.push({
			json: {
				text,
				language,
				duration,
				...(segmentsFor(options, outcome.result) as IDataObject),
				...label,
				usage: usageOf(outcome),
				engine: 'local',
				model: job.model.name,
			},
			...(await textFiles(run.context, options, outcome.result, baseName)),
		});
	}
	return items;
}
