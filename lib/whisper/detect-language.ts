import { whisperError } from './errors';
import { withSound, type Job } from './job';
import { rankLanguages, type LanguageProbability } from './language';
import { loadVoiceDetector } from './model';
import type { SampleBuffer } from './sample-buffer';
import { speechWindows } from './speech-windows';
import type { LanguageGuess } from './types';

const CANDIDATES = 5;

/** The spoken language with its rivals; rejects with NO_SPEECH where there is nothing to judge. */
export async function detectSpokenLanguage(job: Job): Promise<LanguageGuess> {
	return await withSound(job, async (buffer) => {
		const ranked = await rankFirstWindow(job, buffer);
		if (ranked.length === 0) throw whisperError('NO_SPEECH', {});
		// A live recording's header tells no duration: then the sound is decoded to its end.
		const duration =
			job.media.durationSeconds ?? (await buffer.drain()) / job.model.config.sampleRateHz;
		return { ...ranked[0], candidates: ranked.slice(0, CANDIDATES), duration };
	});
}

/** The language to transcribe in: the one asked for, the model's only one, or the one heard. */
export async function chooseLanguage(job: Job): Promise<LanguageProbability> {
	const { model, request } = job;
	if (request.language) return { language: request.language, probability: 1 };
	if (!model.config.isMultilingual) return { language: 'en', probability: 1 };
	const [best] = await withSound(job, (buffer) => rankFirstWindow(job, buffer));
	return best ?? { language: 'en', probability: 0 };
}

/** Languages of the first window, of speech where silence is skipped; none when there is none. */
async function rankFirstWindow(job: Job, buffer: SampleBuffer): Promise<LanguageProbability[]> {
	const { model, request } = job;
	const { windowSamples } = model.config;
	const rank = async (samples: Float32Array) =>
		await rankLanguages(model, await model.network.encode(model.logMel(samples)));
	if (!request.vad) return await rank(buffer.read(0, await buffer.reach(windowSamples)));
	const windows = speechWindows(model.config, await loadVoiceDetector(job), buffer);
	for await (const { samples } of windows) return await rank(samples);
	return [];
}
