import { throwIfCancelled } from '../errors';
import { decodeWithFallback } from './fallback';
import type { WhisperModel } from './model';
import { buildPrompt } from './prompt';
import type { SampleBuffer } from './sample-buffer';
import { tellWindow, type Telling, type Told } from './tell-window';

/** Above this temperature a window's text is too loose to lead the next. */
const MAXIMUM_CONTEXT_TEMPERATURE = 0.5;

/** Whisper's own way through a recording: window after window, each beginning where the last one's stamps ended. */
export async function* transcribeInTurn(
	model: WhisperModel,
	buffer: SampleBuffer,
	telling: Telling,
	signal: AbortSignal,
): AsyncGenerator<Told> {
	const { config } = model;
	let context = telling.prompt;
	let lastSpeechEnd = 0;
	for (let seek = 0; ; ) {
		const end = await buffer.reach(seek + config.windowSamples);
		const frames = Math.floor((end - seek) / config.hopLength);
		if (frames <= 0) return;
		const windowSeconds = (frames * config.hopLength) / config.sampleRateHz;
		const offsetSeconds = seek / config.sampleRateHz;
		throwIfCancelled(signal);
		const states = await model.network.encode(model.logMel(buffer.read(seek, end)));
		const prompt = buildPrompt(config, { ...telling, withTimestamps: true, previous: context });
		const [accepted] = await decodeWithFallback({ ...model, signal }, [states], {
			...telling,
			prompt,
			withTimestamps: true,
		});

		let consumedSeconds = windowSeconds;
		let segments: Told['segments'] = [];
		if (!accepted.isSilent) {
			const told = await tellWindow(model, telling, {
				states,
				accepted,
				windowSeconds,
				offsetSeconds,
				lastSpeechEnd,
			});
			segments = told.segments;
			consumedSeconds = told.split.consumedSeconds;
			if (telling.withWords) {
				// Words know better than stamps where the told part ends.
				const wordsEnd = segments.at(-1)?.words?.at(-1)?.end ?? 0;
				if (!told.split.endsWithSingleStamp && wordsEnd > offsetSeconds)
					consumedSeconds = wordsEnd - offsetSeconds;
				lastSpeechEnd = told.lastSpeechEnd;
			}
			context =
				accepted.temperature > MAXIMUM_CONTEXT_TEMPERATURE
					? []
					: [...context, ...told.tokens].slice(-config.maximumTokens);
		}
		const steps = Math.max(
			1,
			Math.round((consumedSeconds * config.sampleRateHz) / config.hopLength),
		);
		seek += steps * config.hopLength;
		buffer.discardBefore(seek);
		yield {
			segments,
			reachedSeconds: seek / config.sampleRateHz,
			speechSeconds: (steps * config.hopLength) / config.sampleRateHz,
			outputTokens: accepted.tokens.length,
		};
	}
}
