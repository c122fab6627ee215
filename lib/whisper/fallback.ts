import type { Tensor } from 'onnxruntime-common';
import { deflateSync } from 'node:zlib';
import { decodeWindows, type Decoded, type DecodeOptions, type DecodeParts } from './decode';
import type { WhisperTokenizer } from './tokenizer';

// The reference's thresholds (openai-whisper, transcribe).
const MAXIMUM_COMPRESSION_RATIO = 2.4;
const MINIMUM_AVG_LOGPROB = -1;
const MINIMUM_NO_SPEECH_PROB = 0.6;
const TEMPERATURE_STEP = 0.2;
const BEST_OF = 5;

/** A window's tokens, accepted. */
export interface AcceptedWindow extends Decoded {
	text: string;
	compressionRatio: number;
	temperature: number;
	/** The model hears no speech and is not sure of its words: nothing was said. */
	isSilent: boolean;
}

export type FallbackOptions = Omit<DecodeOptions, 'bestOf' | 'patience'>;

/**
 * Decodes windows, and again those that repeat themselves or are unsure, at rising temperatures.
 * A window that fails at all of them keeps its likeliest try, not its last and loosest.
 */
export async function decodeWithFallback(
	parts: DecodeParts & { tokenizer: WhisperTokenizer },
	windows: Tensor[],
	options: FallbackOptions,
): Promise<AcceptedWindow[]> {
	const best: AcceptedWindow[] = [];
	let pending = windows.map((_, index) => index);
	for (const temperature of temperatures(options.temperature)) {
		const states = pending.map((index) => windows[index]);
		const choice = { ...options, temperature, bestOf: BEST_OF, patience: 1 };
		const decoded = await decodeWindows(parts, states, choice);
		pending = pending.filter((index, i) => {
			const judged = judge(decoded[i], temperature, parts.tokenizer);
			if (!best[index] || isLikelier(judged, best[index])) best[index] = judged;
			return needsAnotherTry(judged);
		});
		if (pending.length === 0) break;
	}
	return best;
}

/** Length of the text over its compressed length: high when it repeats itself. */
export function compressionRatio(text: string): number {
	const bytes = Buffer.from(text, 'utf8');
	return bytes.length / deflateSync(bytes).length;
}

function temperatures(first: number): number[] {
	const count = Math.floor((1 - first) / TEMPERATURE_STEP + 1e-6) + 1;
	return Array.from(
		{ length: Math.max(1, count) },
		(_, i) => Math.round((first + i * TEMPERATURE_STEP) * 100) / 100,
	);
}

function judge(decoded: Decoded, temperature: number, tokenizer: WhisperTokenizer): AcceptedWindow {
	const text = tokenizer.decode(decoded.tokens).trim();
	const isSilent =
		decoded.noSpeechProb > MINIMUM_NO_SPEECH_PROB && decoded.avgLogprob < MINIMUM_AVG_LOGPROB;
	return { ...decoded, text, compressionRatio: compressionRatio(text), temperature, isSilent };
}

function needsAnotherTry(window: AcceptedWindow): boolean {
	if (window.isSilent) return false;
	return isRepetitive(window) || window.avgLogprob < MINIMUM_AVG_LOGPROB;
}

/** Better than an earlier try: passed where that failed, or less repetitive, or surer of its words. */
function isLikelier(now: AcceptedWindow, before: AcceptedWindow): boolean {
	if (!needsAnotherTry(now)) return true;
	if (isRepetitive(now) !== isRepetitive(before)) return isRepetitive(before);
	return now.avgLogprob > before.avgLogprob;
}

function isRepetitive({ compressionRatio: ratio }: AcceptedWindow): boolean {
	return ratio > MAXIMUM_COMPRESSION_RATIO;
}
