import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { addHint } from '../../lib/n8n/hints';
import { readInput } from '../../lib/n8n/input';
import type { ItemAction, ItemRun } from '../../lib/n8n/run-items';
import { transcribe } from '../../lib/whisper/client';
import type { Transcript } from '../../lib/whisper/types';
import { prepareJobs } from './jobs';
import { textFiles } from './text-files';
import { usageOf } from './usage';

/** Recording in, one item a channel asked for out: text, times, and the files asked for. */
export async function runTranscription(
	run: ItemRun,
	task: 'transcribe' | 'translate',
): ReturnType<ItemAction> {
	const input = await readInput(run);
	const items: INodeExecutionData[] = [];
	for (const { job, label } of await prepareJobs(run, task, input.path)) {
		const outcome = await transcribe(job);
		for (const warning of outcome.result.warnings) addHint(run.context, 'warning', warning);
		const baseName = label ? `${input.baseName}-channel${label.channel}` : input.baseName;
		items.push({
			json: {
				...textAndTimes(outcome.result),
				...label,
				usage: usageOf(outcome),
				engine: 'local',
				model: job.model.name,
			},
			...(await textFiles(run, outcome.result, baseName)),
		});
	}
	return items;
}

function textAndTimes({ text, language, duration, segments }: Transcript): IDataObject {
	return { text, language, duration, segments: segments as unknown as IDataObject[] };
}
