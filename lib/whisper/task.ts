import type { Task, TaskContext } from '../inference/types';
import { decodeAudio, type DecodedAudio } from '../media/audio';
import { probeMedia, type MediaInfo } from '../media/probe';
import type { ResolvedModel } from '../models/types';
import { whisperError } from './errors';
import { checkAbility, rankLanguages, type LanguageProbability } from './language';
import { loadVoiceDetector, loadWhisper, type WhisperModel } from './model';
import { packSpeech } from './packing';
import { SampleBuffer } from './sample-buffer';
import type { Telling } from './tell-window';
import { tidySegments } from './tidy-segments';
import { transcribeInTurn, type Told } from './transcribe-in-turn';
import { transcribePacked } from './transcribe-packed';
import type { LanguageGuess, Transcript, WhisperRequest } from './types';
import { findSpeech } from './vad';

interface Input {
	model: ResolvedModel;
	request: WhisperRequest;
}

interface Job extends TaskContext {
	model: WhisperModel;
	request: WhisperRequest;
	media: MediaInfo;
}

const CANDIDATES = 5;
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
	return request.task === 'detectLanguage' ? detect(job) : transcribe(job);
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

async function chooseLanguage(job: Job): Promise<LanguageProbability> {
	const { model, request } = job;
	if (request.language) return { language: request.language, probability: 1 };
	if (!model.config.isMultilingual) return { language: 'en', probability: 1 };
	const [best] = await withSound(job, (buffer) => rankFirstWindow(job, buffer));
	return best ?? { language: 'en', probability: 0 };
}

async function detect(job: Job): Promise<LanguageGuess> {
	return withSound(job, async (buffer) => {
		const ranked = await rankFirstWindow(job, buffer);
		if (ranked.length === 0) throw whisperError('NO_SPEECH', {});
		// A live recording's header tells no duration: then the sound is decoded to its end.
		const duration =
			job.media.durationSeconds ?? (await buffer.drain()) / job.model.config.sampleRateHz;
		return { ...ranked[0], candidates: ranked.slice(0, CANDIDATES), duration };
	});
}

/** Languages of the first window of speech; none when there is no speech. */
async function rankFirstWindow(job: Job, buffer: SampleBuffer): Promise<LanguageProbability[]> {
	const { model, request } = job;
	const { windowSamples, sampleRateHz } = model.config;
	const rank = async (samples: Float32Array) =>
		rankLanguages(model, await model.network.encode(model.logMel(samples)));
	if (!request.vad) return rank(buffer.read(0, await buffer.reach(windowSamples)));
	const options = {
		minimumSilenceSeconds: 0.16,
		padSeconds: 0.4,
		maximumSpeechSeconds: windowSamples / sampleRateHz,
	};
	const regions = findSpeech(await loadVoiceDetector(job), buffer, options);
	for await (const window of packSpeech(regions, buffer, windowSamples))
		return rank(window.samples);
	return [];
}

/** Decodes the file for as long as `use` needs it. */
async function withSound<T>(
	job: Job,
	use: (buffer: SampleBuffer, audio: DecodedAudio) => Promise<T>,
): Promise<T> {
	const { request, media, signal, model } = job;
	const options = {
		sampleRateHz: model.config.sampleRateHz,
		channel: request.channel,
		media,
		signal,
	};
	const audio = decodeAudio(request.audioPath, options);
	const buffer = new SampleBuffer(audio.samples);
	try {
		return await use(buffer, audio);
	} finally {
		await buffer.close();
	}
}
