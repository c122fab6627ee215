import { findModel } from '../../lib/n8n/find-model';
import { readModelReference } from '../../lib/n8n/model-parameter';
import type { ItemRun } from '../../lib/n8n/run-items';
import { WHISPER_REQUIREMENT } from '../../lib/whisper/client';
import type { WhisperJob, WhisperTask } from '../../lib/whisper/types';
import { channelsOf, type ChosenChannel } from './channels';
import { readLanguage } from './language';
import { readLocalOptions } from './options';
import { timestampsFor } from './timestamps';

/** One job; its label goes into the output when the channels are told apart. */
export interface LabelledJob extends Pick<ChosenChannel, 'label'> {
	job: WhisperJob;
}

/** What an item asks Whisper to do: one job, or one a channel. Downloads the model when needed. */
export async function prepareJobs(
	run: ItemRun,
	task: WhisperTask,
	audioPath: string,
): Promise<LabelledJob[]> {
	const options = readLocalOptions(run);
	const language = task === 'detectLanguage' ? undefined : readLanguage(run);
	const model = await findModel(run.context, {
		reference: readModelReference(run.context, run.itemIndex),
		requirement: WHISPER_REQUIREMENT,
		dtype: options.dtype,
		offline: options.offline,
		signal: run.signal,
	});
	const channels = await channelsOf(audioPath, options.channel, run.signal);
	return channels.map(({ channel, label }) => ({
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
		label,
	}));
}
