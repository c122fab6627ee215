import { findModel } from '../../lib/n8n/find-model';
import { readModelReference } from '../../lib/n8n/model-parameter';
import type { ItemRun } from '../../lib/n8n/run-items';
import { WHISPER_REQUIREMENT } from '../../lib/whisper/client';
import type { WhisperJob, WhisperTask } from '../../lib/whisper/types';
import { channelsOf } from './channels';
import { readOptions } from './options';
import { timestampsFor } from './timestamps';

/** One job; its label, counted from 1, goes into the output when the channels are told apart. */
export interface LabelledJob {
	job: WhisperJob;
	label?: { channel: number };
}

/** What an item asks Whisper to do: one job, or one a channel. Downloads the model when needed. */
export async function prepareJobs(
	run: ItemRun,
	task: WhisperTask,
	audioPath: string,
): Promise<LabelledJob[]> {
	const options = readOptions(run);
	const language = readLanguage(run, task);
	const model = await findModel(run.context, {
		reference: readModelReference(run.context, run.itemIndex),
		requirement: WHISPER_REQUIREMENT,
		dtype: options.dtype,
		offline: options.offline,
		signal: run.signal,
	});
	const channels = await channelsOf(audioPath, options.channel, run.signal);
	return channels.map((channel) => ({
		job: {
			model,
			device: options.device,
			signal: run.signal,
			request: {
				audioPath,
				channel,
				task,
				language,
				timestamps: timestampsFor(options),
				prompt: options.prompt,
				vad: options.vad,
				temperature: options.temperature,
				beamSize: options.beamSize,
			},
		},
		...(options.channel === 'each' && { label: { channel: Number(channel) + 1 } }),
	}));
}

function readLanguage({ context, itemIndex }: ItemRun, task: WhisperTask): string | undefined {
	if (task === 'detectLanguage') return undefined;
	const language = String(context.getNodeParameter('language', itemIndex, 'auto')).trim();
	return language === 'auto' || language === '' ? undefined : language.toLowerCase();
}
