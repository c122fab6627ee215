import type { ItemRun } from '../../lib/n8n/run-items';
import { transcribe } from '../../lib/whisper/client';
import { prepareJobs } from './jobs';
import type { Listening } from './listening';
import { readOptions } from './options';
import { usageOf } from './usage';
import { warningsFor } from './warnings';

/** What Whisper is to listen to on this machine: the recording, or each of its channels. */
export async function listenLocally(
	run: ItemRun,
	task: 'transcribe' | 'translate',
	audioPath: string,
): Promise<Listening[]> {
	const options = readOptions(run);
	const jobs = await prepareJobs(run, task, audioPath);
	return jobs.map(({ job, label }) => ({
		label,
		async listen(name) {
			const outcome = await transcribe(job);
			return {
				heard: outcome.result,
				warnings: warningsFor(name, options, outcome.result),
				usage: usageOf(outcome),
				engine: 'local',
				model: job.model.name,
			};
		},
	}));
}
