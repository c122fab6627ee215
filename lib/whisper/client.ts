import { runTask } from '../inference/pool';
import { MAXIMUM_MEDIA_SECONDS } from '../limits';
import type { ModelRequirement } from '../models/types';
import type { LanguageGuess, Transcript, WhisperJob, WhisperOutcome } from './types';

/** What a Whisper repository must hold. */
export const WHISPER_REQUIREMENT: ModelRequirement = {
	kind: 'whisper',
	modelTypes: ['whisper'],
	parts: ['encoder_model', 'decoder_model_merged'],
	files: ['config.json', 'preprocessor_config.json', 'generation_config.json', 'tokenizer.json'],
};

/** Speech to text (or to English text). Runs in the model's engine process; rejects with a coded error. */
export const transcribe = (job: WhisperJob) => run<Transcript>(job);

/** The spoken language of a recording's first 30 seconds of speech. */
export const detectLanguage = (job: WhisperJob) => run<LanguageGuess>(job);

async function run<Result>(job: WhisperJob): Promise<WhisperOutcome<Result>> {
	const startedMs = performance.now();
	const { output, backend } = await runTask<
		{ model: WhisperJob['model']; request: WhisperJob['request'] },
		Result
	>({
		engine: { modelId: job.model.id, device: job.device },
		taskModule: require.resolve('./task'),
		// The longest recording on a machine that just keeps pace with it.
		deadlineMs: MAXIMUM_MEDIA_SECONDS * 1000,
		input: { model: job.model, request: job.request },
		signal: job.signal,
		onProgress: job.onProgress,
	});
	return { result: output, backend, durationMs: Math.round(performance.now() - startedMs) };
}
