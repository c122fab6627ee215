import type { InferenceSession, Tensor } from 'onnxruntime-common';
import type { Backend } from '../inference/types';
import type { SampleBuffer } from './sample-buffer';
import { SpeechRegionDetector, type SpeechRegion } from './speech-regions';

/** Silero's voice activity detector: a probability of speech for every 32 ms at 16 kHz. */
export interface VoiceDetector {
	session: InferenceSession;
	Tensor: typeof Tensor;
}

export interface RegionOptions {
	minimumSilenceSeconds: number;
	padSeconds: number;
	maximumSpeechSeconds: number;
}

const SAMPLE_RATE_HZ = 16_000;
const HOP = 512;
const CONTEXT = 64;
const STATE_WIDTH = 128;
const THRESHOLD = 0.5;
const SILENCE_THRESHOLD = 0.35;
/** About 30 s: fewer calls cost less, and first results wait no longer. */
const HOPS_PER_CALL = 960;

export async function openVoiceDetector(backend: Backend, file: string): Promise<VoiceDetector> {
	return { session: await backend.createSession(file), Tensor: backend.Tensor };
}

/** The stretches of speech of a sound, as soon as each is final. */
export async function* findSpeech(
	detector: VoiceDetector,
	buffer: SampleBuffer,
	options: RegionOptions,
): AsyncGenerator<SpeechRegion> {
	const regions = new SpeechRegionDetector({
		sampleRateHz: SAMPLE_RATE_HZ,
		hopSamples: HOP,
		threshold: THRESHOLD,
		silenceThreshold: SILENCE_THRESHOLD,
		...options,
	});
	const listen = createListener(detector);
	for (let position = 0; ; ) {
		const end = await buffer.reach(position + HOPS_PER_CALL * HOP);
		if (end <= position) break;
		for (const probability of await listen(buffer.read(position, end)))
			yield* regions.push(probability);
		buffer.discardBefore(Math.min(regions.earliestNeeded, end));
		position = end;
	}
	yield* regions.finish(buffer.length);
}

/** Keeps the detector's memory, and the last samples, from call to call. */
function createListener({ session, Tensor }: VoiceDetector) {
	let h: Tensor = new Tensor('float32', new Float32Array(STATE_WIDTH), [1, 1, STATE_WIDTH]);
	let c: Tensor = new Tensor('float32', new Float32Array(STATE_WIDTH), [1, 1, STATE_WIDTH]);
	let context = new Float32Array(CONTEXT);

	return async (samples: Float32Array): Promise<Float32Array> => {
		const hops = Math.ceil(samples.length / HOP);
		const padded = new Float32Array(CONTEXT + hops * HOP);
		padded.set(context);
		padded.set(samples, CONTEXT);
		const input = new Float32Array(hops * (CONTEXT + HOP));
		for (let hop = 0; hop < hops; hop++) {
			input.set(padded.subarray(hop * HOP, hop * HOP + CONTEXT + HOP), hop * (CONTEXT + HOP));
		}
		const results = await session.run({
			input: new Tensor('float32', input, [hops, CONTEXT + HOP]),
			h,
			c,
		});
		context = padded.slice(-CONTEXT);
		h = results.hn as Tensor;
		c = results.cn as Tensor;
		return results.speech_probs.data as Float32Array;
	};
}
