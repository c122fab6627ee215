import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { addHint } from '../../lib/n8n/hints';
import { readInput } from '../../lib/n8n/input';
import type { ItemAction, ItemRun } from '../../lib/n8n/run-items';
import { readEngine } from './engine';
import { listenByService } from './listen-by-service';
import { listenLocally } from './listen-locally';
import { readOptions } from './options';
import { textFiles } from './text-files';
import { segmentsFor } from './timestamps';

/** Recording in, one item a channel asked for out: text, times, and the files asked for. */
export async function runTranscription(
	run: ItemRun,
	task: 'transcribe' | 'translate',
): ReturnType<ItemAction> {
	const options = readOptions(run);
	const prepare = readEngine(run) === 'openAi' ? listenByService : listenLocally;
	const input = await readInput(run);
	const items: INodeExecutionData[] = [];
	for (const { label, listen } of await prepare(run, task, input.path)) {
		const baseName = label ? `${input.baseName}-channel${label.channel}` : input.baseName;
		const { heard, warnings, usage, engine, model } = await listen(baseName);
		for (const warning of warnings) addHint(run.context, 'warning', warning);
		items.push({
			json: {
				text: heard.text,
				// A service may not say; the field stays, for tables.
				language: heard.language ?? null,
				duration: heard.duration,
				...(segmentsFor(options, heard) as IDataObject),
				...label,
				usage,
				engine,
				model,
			},
			...(await textFiles(run.context, options, heard, baseName)),
		});
	}
	return items;
}
