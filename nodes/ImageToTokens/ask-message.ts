import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { ask } from '../../lib/hosted/ask';
import type { ImageDetail } from '../../lib/hosted/types';
import { oneOf, switchOf } from '../../lib/n8n/choices';
import { addHint } from '../../lib/n8n/hints';
import type { InputFile } from '../../lib/n8n/input';
import { rawOptions } from '../../lib/n8n/options-collection';
import type { ItemRun } from '../../lib/n8n/run-items';
import { answerJson } from '../shared/answer-json';
import { readHostedQuestion, type HostedQuestion } from '../shared/read-hosted';
import { readyPicture, type ReadyPicture } from './ask-pictures';
import { toQuestion } from './ask-question';
import { DETAILS } from './shared-options';

export const DEFAULT_QUESTION = "What's the key takeaway of this chart?";

/** What is asked, and how pictures are sent with it. */
export interface AskSettings {
	question: HostedQuestion;
	detail: ImageDetail;
	shrink: boolean;
}

/** Reads an item's settings; all that is wrong with them is told before anything is sent. */
export async function readAskSettings(
	run: Pick<ItemRun, 'context' | 'itemIndex'>,
): Promise<AskSettings> {
	const { context, itemIndex } = run;
	const question = await readHostedQuestion(run, DEFAULT_QUESTION);
	const { shrink } = rawOptions(context, itemIndex);
	const detail = context.getNodeParameter('detail', itemIndex, '');
	return {
		question,
		detail: question.provider === 'openAi' ? oneOf('Detail', DETAILS, detail, 'auto') : 'auto',
		shrink: switchOf('Shrink Pictures', shrink, true),
	};
}

/** Makes pictures ready, one after the other: an engine process takes one at a time. */
export async function readyPictures(
	{ folder, signal }: Pick<ItemRun, 'folder' | 'signal'>,
	files: InputFile[],
	{ question, detail, shrink }: AskSettings,
	pictures = files.length,
): Promise<ReadyPicture[]> {
	const { provider, model } = question;
	const ready: ReadyPicture[] = [];
	for (const file of files) {
		const recipient = { provider, model, detail, shrink, pictures };
		ready.push(await readyPicture(file, recipient, folder, signal));
	}
	return ready;
}

/** Sends one message with these pictures; gives what the output says of its answer. */
export async function askAbout(
	context: IExecuteFunctions,
	pictures: ReadyPicture[],
	{ question, detail }: AskSettings,
	signal?: AbortSignal,
): Promise<IDataObject> {
	for (const { name, warnings } of pictures) {
		for (const warning of warnings) addHint(context, 'warning', `"${name}": ${warning}`);
	}
	const answer = await ask(question.service, toQuestion(question, pictures, { detail }), signal);
	const [{ name }] = pictures;
	const answered = answerJson(context, answer, {
		provider: question.provider,
		prices: question.options.prices,
		subject: pictures.length === 1 ? `"${name}"` : `${pictures.length} pictures`,
	});
	return { ...answered, images: pictures.map(describe) };
}

const describe = ({ name, width, height }: ReadyPicture): IDataObject => ({ name, width, height });
