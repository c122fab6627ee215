import type { Tensor } from 'onnxruntime-common';
import { MAXIMUM_BATCH_CACHE_BYTES, MAXIMUM_BATCH_WINDOWS } from '../limits';
import { decodeWithFallback } from './fallback';
import type { WhisperModel } from './model';
import { packSpeech, restOfWindow, spanInFile, wordInFile, type PackedWindow } from './packing';
import { buildPrompt } from './prompt';
import type { SampleBuffer } from './sample-buffer';
import type { SpeechRegion } from './speech-regions';
import { tellWindow, type Telling } from './tell-window';
import type { Told } from './transcribe-in-turn';
import type { Segment } from './types';
import { findSpeech, type VoiceDetector } from './vad';

/**
 * A window holds speech to its end, yet the model may stop early (at a change of speaker, after a "thank you").
 * What its stamps leave untold is decoded again, unless it is so short that padding may be all it holds.
 */
const SHORTEST_REST_SECONDS = 2;
const REGIONS = { minimumSilenceSeconds: 0.16, padSeconds: 0.4 };

/** Finds speech, packs it into windows and decodes several at once: silence costs nothing. */
export async function* transcribePacked(
	model: WhisperModel,
	detector: VoiceDetector,
	buffer: SampleBuffer,
	telling: Telling,
	signal: AbortSignal,
): AsyncGenerator<Told & { speechSeconds: number }> {
	const { windowSamples, sampleRateHz } = model.config;
	const regions = findSpeech(detector, buffer, {
		...REGIONS,
		maximumSpeechSeconds: windowSamples / sampleRateHz,
	});
	const size = batchSize(model);
	let batch: EncodedWindow[] = [];
	for await (const window of packSpeech(regions, buffer, windowSamples)) {
		signal.throwIfAborted();
		batch.push({ ...window, states: await model.network.encode(model.logMel(window.samples)) });
		if (batch.length < size) continue;
		yield await tellBatch(model, telling, batch, signal);
		batch = [];
	}
	if (batch.length > 0) yield await tellBatch(model, telling, batch, signal);
}

interface EncodedWindow extends PackedWindow {
	states: Tensor;
}

/** As many windows as keep the decoder's view of the sound within its share of memory. */
function batchSize({ network }: WhisperModel): number {
	return Math.max(
		1,
		Math.min(
			MAXIMUM_BATCH_WINDOWS,
			Math.floor(MAXIMUM_BATCH_CACHE_BYTES / network.crossBytesPerRow),
		),
	);
}

async function tellBatch(
	model: WhisperModel,
	telling: Telling,
	batch: EncodedWindow[],
	signal: AbortSignal,
) {
	const told = { segments: [] as Told['segments'], outputTokens: 0 };
	for (let windows = batch; windows.length > 0; ) {
		const prompt = buildPrompt(model.config, {
			...telling,
			withTimestamps: true,
			previous: telling.prompt,
		});
		const options = { ...telling, prompt, withTimestamps: true };
		const accepted = await decodeWithFallback(
			{ ...model, signal },
			windows.map(({ states }) => states),
			options,
		);
		const rests: EncodedWindow[] = [];
		for (const [i, window] of windows.entries()) {
			told.outputTokens += accepted[i].tokens.length;
			if (accepted[i].isSilent) continue;
			const windowSeconds = window.samples.length / model.config.sampleRateHz;
			const heard = {
				states: window.states,
				accepted: accepted[i],
				windowSeconds,
				offsetSeconds: 0,
				lastSpeechEnd: 0,
			};
			const { segments, split } = await tellWindow(model, telling, heard);
			told.segments.push(
				...segments.map((segment) => onFileClock(segment, window, model.config.sampleRateHz)),
			);
			if (windowSeconds - split.toldSeconds >= SHORTEST_REST_SECONDS && split.toldSeconds > 0) {
				const rest = restOfWindow(
					window,
					Math.round(split.toldSeconds * model.config.sampleRateHz),
				);
				rests.push({ ...rest, states: await model.network.encode(model.logMel(rest.samples)) });
			}
		}
		windows = rests;
	}
	told.segments.sort((a, b) => a.start - b.start);
	const last = batch[batch.length - 1].pieces.at(-1)!;
	const samples = batch.reduce((sum, window) => sum + window.samples.length, 0);
	const rate = model.config.sampleRateHz;
	return {
		...told,
		reachedSeconds: (last.start + last.length) / rate,
		speechSeconds: samples / rate,
	};
}

type TimedSegment = Omit<Segment, 'id'>;

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
		samples(REGIONS.padSeconds),
	);
	return { ...segment, ...inSeconds(span) };
}
