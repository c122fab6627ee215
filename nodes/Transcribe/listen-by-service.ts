import { rulesFor } from '../../lib/hosted/transcription/rules';
import { transcribeByService } from '../../lib/hosted/transcription/transcribe';
import type { ItemRun } from '../../lib/n8n/run-items';
import { readHostedModel } from '../shared/read-hosted';
import { readService } from '../shared/service';
import { usageOf } from '../shared/usage';
import { channelsOf } from './channels';
import { readHostedListening } from './hosted-options';
import { readLanguage } from './language';
import type { Listening } from './listening';
import { SPEECH_MODEL } from './model-fields';
import { readOptions } from './options';
import { hostedTimestampsFor } from './timestamps';
import { hostedWarnings } from './warnings';

/** What a service is to listen to: the recording, or each of its channels. */
export async function listenByService(
	run: ItemRun,
	task: 'transcribe' | 'translate',
	audioPath: string,
): Promise<Listening[]> {
	const options = readOptions(run);
	const { call, ...limits } = readHostedListening(run);
	const model = readHostedModel(run, SPEECH_MODEL);
	const service = await readService(run, 'openAi', call);
	// No service tells the times of words that it translates.
	const tellsWords = task === 'transcribe' && rulesFor(model).tellsWords;
	const request = {
		audioPath,
		folder: run.folder,
		task,
		model,
		// There the language is the service's to find out.
		language: task === 'translate' ? undefined : readLanguage(run),
		prompt: options.prompt,
		temperature: options.temperature,
		timestamps: hostedTimestampsFor(options, tellsWords),
		...limits,
	};
	const channels = await channelsOf(audioPath, options.channel, run.signal);
	return channels.map(({ channel, label }) => ({
		label,
		async listen(name) {
			const { signal } = run;
			const heard = await transcribeByService(service, { ...request, channel }, { signal });
			const { requestIds } = heard;
			const { audioSeconds = heard.duration } = heard.usage;
			return {
				heard,
				warnings: hostedWarnings(name, heard),
				usage: {
					audioSeconds,
					...usageOf(heard),
					pieces: heard.pieces,
					...(requestIds.length > 0 && { requestIds }),
				},
				engine: 'openAi',
				model,
			};
		},
	}));
}
