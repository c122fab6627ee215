import type { Tensor } from 'onnxruntime-common';
import { throwIfCancelled } from '../errors';
import { MAXIMUM_BATCH_WINDOWS } from '../limits';
import { windowsAtOnce } from './decode';
import { decodeWithFallback, type AcceptedWindow } from './fallback';
import type { WhisperModel } from './model';
import { restOfWindow, spanInFile, wordInFile, type PackedWindow } from './packing';
import { buildPrompt } from './prompt';
import type { SampleBuffer } from './sample-buffer';
import type { SpeechRegion } from './speech-regions';
import { SPEECH_PAD_SECONDS, speechWindows } from './speech-windows';
import { tellWindow, type Telling, type Told } from './tell-window';
import type { TimedSegment } from './types';
import type { VoiceDetector } from './vad';

/**
 * A window holds speech to its end, yet the model may stop early (at a change of speaker, after a "thank you").
 * What its stamps leave untold is decoded again, unless it is so short that padding may be all it holds.
 */
const SHORTEST_REST_SECONDS = 2;

/** Finds speech, packs it into windows and decodes several at once: silence costs nothing. */
export async function* transcribePacked(
	model: WhisperModel,
	detector: VoiceDetector,
	buffer: SampleBuffer,
	telling: Telling,
	signal: AbortSignal,
): AsyncGenerator<Told> {
	const size = Math.min(MAXIMUM_BATCH_WINDOWS, windowsAtOnce(model.network, 1));
	const queue: EncodedWindow[] = [];

	async function tellQueue(): Promise<Told> {
		const { told, rests } = await tellBatch(model, telling, queue.splice(0), signal);
		for (const rest of rests) queue.push(await encodeWindow(model, rest, signal));
		return told;
	}

	for await (const window of speechWindows(model.config, detector, buffer)) {
		queue.push(await encodeWindow(model, window, signal));
		if (queue.length >= size) yield await tellQueue();
	}
	while (queue.length > 0) yield await tellQueue();
}

async function encodeWindow(
	{ network, logMel }: WhisperModel,
	window: PackedWindow,
	signal: AbortSignal,
): Promise<EncodedWindow> {
	throwIfCancelled(signal);
	return { ...window, states: await network.encode(logMel(window.samples)) };
}

interface EncodedWindow extends PackedWindow {
	states: Tensor;
}

/** Decodes windows at once; gives their segments, and what they leave untold. */
async function tellBatch(
	model: WhisperModel,
	telling: Telling,
	windows: EncodedWindow[],
	signal: AbortSignal,
): Promise<{ told: Told; rests: PackedWindow[] }> {
	const { sampleRateHz } = model.config;
	const choice = { ...telling, withTimestamps: true };
	const prompt = buildPrompt(model.config, { ...choice, previous: telling.prompt });
	const states = windows.map((window) => window.states);
	const accepted = await decodeWithFallback({ ...model, signal }, states, { ...choice, prompt });
	const told: Told = { segments: [], outputTokens: 0, reachedSeconds: 0, speechSeconds: 0 };
	const rests: PackedWindow[] = [];
	for (const [i, window] of windows.entries()) {
		throwIfCancelled(signal);
		const { segments, rest } = await tellPacked(model, telling, window, accepted[i]);
		const last = window.pieces[window.pieces.length - 1];
		told.segments.push(...segments);
		told.outputTokens += accepted[i].tokens.length;
		told.reachedSeconds = Math.max(told.reachedSeconds, (last.start + last.length) / sampleRateHz);
		told.speechSeconds += (window.samples.length - (rest?.samples.length ?? 0)) / sampleRateHz;
		if (rest) rests.push(rest);
	}
	return { told, rests };
}

async function tellPacked(
	model: WhisperModel,
	telling: Telling,
	window: EncodedWindow,
	accepted: AcceptedWindow,
): Promise<{ segments: TimedSegment[]; rest?: PackedWindow }> {
	if (accepted.isSilent) return { segments: [] };
	const { sampleRateHz } = model.config;
	const windowSeconds = window.samples.length / sampleRateHz;
	const heard = {
		states: window.states,
		accepted,
		windowSeconds,
		offsetSeconds: 0,
		lastSpeechEnd: 0,
	};
	const { segments, split } = await tellWindow(model, telling, heard);
	const untoldSeconds = windowSeconds - split.toldSeconds;
	const hasRest = untoldSeconds >= SHORTEST_REST_SECONDS && split.toldSeconds > 0;
	return {
		segments: segments.map((segment) => onFileClock(segment, window, sampleRateHz)),
		rest: hasRest ? restOfWindow(window, Math.round(split.toldSeconds * sampleRateHz)) : undefined,
	};
}

function onFileClock(
	segment: TimedSegment,
	window: PackedWindow,
	sampleRateHz: number,
): TimedSegment {
	const samples = (seconds: number) => Math.round(seconds * sampleRateHz);
	const inSeconds = ({ start, end }: SpeechRegion) => ({
		start: start / sampleRateHz,
		end: end / sampleRateHz,
	});
	const words = segment.words?.map((word) => ({
		...word,
		...inSeconds(wordInFile(window, samples(word.start), samples(word.end))),
	}));
	if (words?.length)
		return { ...segment, words, start: words[0].start, end: words[words.length - 1].end };
	const span = spanInFile(
		window,
		samples(segment.start),
		samples(segment.end),
		samples(SPEECH_PAD_SECONDS),
	);
	return { ...segment, ...inSeconds(span) };
}
