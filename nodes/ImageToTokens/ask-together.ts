import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { Provider } from '../../lib/hosted/types';
import { ITEMS_READ_AT_ONCE } from '../../lib/limits';
import { withWorkspace } from '../../lib/media/workspace';
import { attempt, type Outcome } from '../../lib/n8n/attempt';
import type { InputFile } from '../../lib/n8n/input';
import { mapAtOnce } from '../../lib/map-at-once';
import { toErrorItem } from '../../lib/n8n/node-error';
import type { ItemRun } from '../../lib/n8n/run-items';
import { readPictureFiles } from './ask-inputs';
import { askAbout, readAskSettings, readyPictures, type AskSettings } from './ask-message';
import { refuseTooMany, type ReadyPicture } from './ask-pictures';

/** What an item contributes to the message. */
interface Contribution<Found> {
	run: ItemRun;
	outcome: Outcome<Found>;
}

/**
 * Asks once about the pictures of all items, as the first item says. One item comes out, paired with all
 * that were sent; with Continue On Fail those that cannot be read become error items behind it, and all do
 * where nothing can be asked.
 */
export async function askTogether(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const signal = context.getExecutionCancelSignal();
	return await withWorkspace(async (folder) => {
		const settings = await attempt(context, 0, () => readAskSettings({ context, itemIndex: 0 }));
		if (!settings.ok) return [itemsOf(context).map((item) => toErrorItem(settings.error, item))];
		const { provider } = settings.result.question;
		const read = await readAll({ context, folder, signal }, provider);
		const ready = await makeReady(read, settings.result);
		return [await answerAll(context, ready, settings.result, signal)];
	});
}

const itemsOf = (context: IExecuteFunctions): number[] => [...context.getInputData().keys()];

async function readAll(
	{ context, folder, signal }: Omit<ItemRun, 'itemIndex'>,
	provider: Provider,
): Promise<Array<Contribution<InputFile[]>>> {
	const pace = { atOnce: ITEMS_READ_AT_ONCE, signal };
	return await mapAtOnce(itemsOf(context), pace, async (itemIndex, until) => {
		const own = path.join(folder, String(itemIndex));
		await mkdir(own, { mode: 0o700 });
		const run = { context, itemIndex, folder: own, signal: until };
		return {
			run,
			outcome: await attempt(context, itemIndex, () => readPictureFiles(run, provider)),
		};
	});
}

/** How large a picture may be depends on how many there are, so all are read first. */
async function makeReady(
	read: Array<Contribution<InputFile[]>>,
	settings: AskSettings,
): Promise<Array<Contribution<ReadyPicture[]>>> {
	const found = read.flatMap(({ outcome }) => (outcome.ok ? outcome.result : [])).length;
	const ready: Array<Contribution<ReadyPicture[]>> = [];
	for (const { run, outcome } of read) {
		const make = async () => {
			refuseTooMany(settings.question.provider, found);
			return await readyPictures(run, (outcome as { result: InputFile[] }).result, settings, found);
		};
		const made = outcome.ok ? await attempt(run.context, run.itemIndex, make) : outcome;
		ready.push({ run, outcome: made });
	}
	return ready;
}

async function answerAll(
	context: IExecuteFunctions,
	ready: Array<Contribution<ReadyPicture[]>>,
	settings: AskSettings,
	signal?: AbortSignal,
): Promise<INodeExecutionData[]> {
	const sent: number[] = [];
	const pictures: ReadyPicture[] = [];
	const errorItems: INodeExecutionData[] = [];
	for (const { run, outcome } of ready) {
		if (!outcome.ok) errorItems.push(toErrorItem(outcome.error, run.itemIndex));
		else {
			sent.push(run.itemIndex);
			pictures.push(...outcome.result);
		}
	}
	if (pictures.length === 0) return errorItems;
	const answer = await attempt(context, sent[0], () =>
		askAbout(context, pictures, settings, signal),
	);
	if (!answer.ok) return [...sent.map((item) => toErrorItem(answer.error, item)), ...errorItems];
	const pairedItem = sent.map((item) => ({ item }));
	return [{ json: answer.result, pairedItem }, ...errorItems];
}
