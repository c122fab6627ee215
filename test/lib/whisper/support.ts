import { readFileSync } from 'node:fs';
import path from 'node:path';
import { chooseBackend } from '../../../lib/inference/backends/choose';
import type { TaskContext } from '../../../lib/inference/types';
import { decodeAudio } from '../../../lib/media/audio';
import type { ResolvedModel } from '../../../lib/models/types';
import type { ControlTokens, WhisperConfig } from '../../../lib/whisper/config';
import { loadWhisper, type WhisperModel } from '../../../lib/whisper/model';
import { SampleBuffer } from '../../../lib/whisper/sample-buffer';

const root = path.resolve(__dirname, '../../..');

export const audio = (name: string) => path.join(root, 'test/fixtures/audio', name);
export const golden = <T>(name: string) =>
	JSON.parse(readFileSync(path.join(root, `test/fixtures/golden/${name}.json`), 'utf8')) as T;

export const tinyFolder = path.join(root, 'models/whisper-tiny.en');
export const microFolder = path.join(root, 'test/fixtures/models/whisper-micro');

/** The included model: English, with word times. */
export const tiny = modelIn(tinyFolder, 'whisper-tiny.en', '_quantized');
/** Random weights, several languages: what it says means nothing. */
export const micro = modelIn(microFolder, 'whisper-micro', '');

function modelIn(folder: string, name: string, suffix: string): ResolvedModel {
	const part = (stem: string) => path.join(folder, 'onnx', `${stem}${suffix}.onnx`);
	const parts = {
		encoder_model: part('encoder_model'),
		decoder_model_merged: part('decoder_model_merged'),
	};
	return { name, id: `test ${name}`, folder, parts, dtypes: {} };
}

/** What an engine process gives a task, in this process. */
export async function makeContext(): Promise<TaskContext> {
	const kept = new Map<string, unknown>();
	return {
		backend: await chooseBackend('cpu'),
		signal: new AbortController().signal,
		progress() {},
		keep: <T>(key: string, create: () => Promise<T>) =>
			(kept.get(key) ?? kept.set(key, create()).get(key)) as Promise<T>,
		temporaryFolder: '',
	};
}

export const loadMicro = async (): Promise<WhisperModel> => loadWhisper(await makeContext(), micro);

/** The first window of a recording. */
export async function firstWindow(file: string, { windowSamples, sampleRateHz }: WhisperConfig) {
	const { samples } = decodeAudio(audio(file), { sampleRateHz, channel: 'mix' });
	const buffer = new SampleBuffer(samples);
	const window = buffer.read(0, await buffer.reach(windowSamples));
	await buffer.close();
	return window;
}

/** Control tokens of a toy vocabulary: 0-9 text, 10 the end, 11-16 control, 17 no stamps, 18-28 stamps. */
export const toyTokens: ControlTokens = {
	endOfText: 10,
	startOfTranscript: 11,
	translate: 12,
	transcribe: 13,
	startOfPrevious: 14,
	noSpeech: 15,
	languages: new Map([['xx', 16]]),
	noTimestamps: 17,
	timestampBegin: 18,
	suppressed: [3, 11, 12, 13, 14, 15],
	suppressedAtBegin: [0, 10],
	maximumInitialTimestampIndex: 4,
};

/** A window of 10 s with a stamp each second. */
export const toyConfig = {
	sampleRateHz: 100,
	hopLength: 10,
	windowSamples: 1000,
	encoderPositions: 10,
	maximumTokens: 20,
	vocabularySize: 29,
	tokens: toyTokens,
} as WhisperConfig;

/** Random numbers from 0 to 1, the same every time. */
export function seeded(seed: number): () => number {
	let state = seed;
	return () => (state = (state * 16807) % 2147483647) / 2147483647;
}
