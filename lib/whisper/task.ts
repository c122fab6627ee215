import type { Task } from '../inference/types';
import { probeMedia } from '../media/probe';
import type { ResolvedModel } from '../models/types';
import { chooseLanguage, detectSpokenLanguage } from './detect-language';
import { withSound, type Job } from './job';
import { checkAbility } from './language';
import { loadVoiceDetector, loadWhisper } from './model';
import type { SampleBuffer } from './sample-buffer';
import type { Telling, Told } from './tell-window';
import { tidySegments } from './tidy-segments';
import { transcribeInTurn } from './transcribe-in-turn';
import { transcribePacked } from './transcribe-packed';
import type { LanguageGuess, Transcript, WhisperRequest } from './types';

interface Input {
	model: ResolvedModel;
	request: WhisperRequest;
}

/** The whole job in the engine process: a file's path in, a transcript or a language out. */
export const run: Task<Input, Transcript | LanguageGuess> = async (
	{ model: files, request },
	context,
) => {
	context.progress({ stage: 'loading the model' });
	const [media, model] = await Promise.all([
		probeMedia(request.audioPath, context),
		loadWhisper(context, files),
	]);
	checkAbility(model, request);
	const job: Job = { ...context, model, request, media };
	return request.task === 'detectLanguage' ? detectSpokenLanguage(job) : transcribe(job);
};

async function transcribe(job: Job): Promise<Transcript> {
	const { model, request } = job;
	const spoken = await chooseLanguage(job);
	const telling: Telling = {
		language: spoken.language,
		task: request.task as Telling['task'],
		withWords: request.timestamps === 'word' && model.network.givesAttentions,
		prompt: request.prompt?.trim() ? model.tokenizer.encode(` ${request.prompt.trim()}`) : [],
		temperature: request.temperature,
		beamSize: request.beamSize,
	};
	return withSound(job, async (buffer, audio) => {
		const told = await tellAll(job, buffer, telling);
		const duration = buffer.length / model.config.sampleRateHz;
		const segments = tidySegments(told.segments, duration);
		return {
			text: segments
				.map(({ text }) => text)
				.join('')
				.trim(),
			language: spoken.language,
			languageProbability: spoken.probability,
			duration,
			segments,
			speechSeconds: told.speechSeconds,
			outputTokens: told.outputTokens,
			hasWordTimes: telling.withWords,
			warnings: audio.warnings(),
		};
	});
}

async function tellAll(job: Job, buffer: SampleBuffer, telling: Telling) {
	const { model, request, media, progress, signal } = job;
	const source: AsyncIterable<Told> = request.vad
		? transcribePacked(model, await loadVoiceDetector(job), buffer, telling, signal)
		: transcribeInTurn(model, buffer, telling, signal);
	const all = { segments: [] as Told['segments'], outputTokens: 0, speechSeconds: 0 };
	for await (const { segments, outputTokens, speechSeconds, reachedSeconds } of source) {
		all.segments.push(...segments);
		all.outputTokens += outputTokens;
		all.speechSeconds += speechSeconds;
		const { durationSeconds } = media;
		const fraction = durationSeconds ? Math.min(1, reachedSeconds / durationSeconds) : undefined;
		progress({ stage: 'transcribing', fraction });
	}
	return all;
}
