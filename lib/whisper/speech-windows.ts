import type { WhisperConfig } from './config';
import { packSpeech, type PackedWindow } from './packing';
import type { SampleBuffer } from './sample-buffer';
import { findSpeech, type VoiceDetector } from './vad';

/** Silence kept on each side of a stretch of speech. */
export const SPEECH_PAD_SECONDS = 0.4;
/** Short: with the padding, only pauses above 0.8 s are taken out, and windows fill well. */
const MINIMUM_SILENCE_SECONDS = 0.16;

/** A recording's speech, packed into windows of the model's length. */
export function speechWindows(
	{ windowSamples, sampleRateHz }: WhisperConfig,
	detector: VoiceDetector,
	buffer: SampleBuffer,
): AsyncGenerator<PackedWindow> {
	const regions = findSpeech(detector, buffer, {
		minimumSilenceSeconds: MINIMUM_SILENCE_SECONDS,
		padSeconds: SPEECH_PAD_SECONDS,
		maximumSpeechSeconds: windowSamples / sampleRateHz,
	});
	return packSpeech(regions, buffer, windowSamples);
}
