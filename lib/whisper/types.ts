import type { BackendInfo, DeviceChoice, Progress } from '../inference/types';
import type { ResolvedModel } from '../models/types';

export type WhisperTask = 'transcribe' | 'translate' | 'detectLanguage';

/** What to do with one recording. Small JSON: it crosses to the engine process as it is. */
export interface WhisperRequest {
	/** Absolute path of any file ffmpeg reads. */
	audioPath: string;
	/** All channels mixed, or one channel, counted from 0. */
	channel: 'mix' | number;
	task: WhisperTask;
	/** ISO code (`en`, `fr`); absent: detected. */
	language?: string;
	timestamps: 'none' | 'segment' | 'word';
	/** Words and spellings to expect; goes before the first window. */
	prompt?: string;
	/** Find speech first (Silero), skip silence, decode packed windows in a batch. */
	vad: boolean;
	/** First temperature; the fallbacks 0.2 .. 1.0 above it follow when a window fails. */
	temperature: number;
	/** Above 1: beam search at temperature 0. */
	beamSize: number;
}

export interface Word {
	start: number;
	end: number;
	word: string;
	probability: number;
}

/** Times in seconds from the file's start. */
export interface Segment {
	id: number;
	start: number;
	end: number;
	text: string;
	words?: Word[];
	avgLogprob: number;
	noSpeechProb: number;
	compressionRatio: number;
	temperature: number;
}

/** A segment before it has its place among the others. */
export type TimedSegment = Omit<Segment, 'id'>;

export interface Transcript {
	text: string;
	/** ISO code. */
	language: string;
	/** 1 when the language was given. */
	languageProbability: number;
	/** Seconds of the whole recording. */
	duration: number;
	segments: Segment[];
	/** Seconds that held speech; the duration when voice activity detection is off. */
	speechSeconds: number;
	outputTokens: number;
	/** True when words were asked for and the model tells where it listens. */
	hasWordTimes: boolean;
	/** What the reader should know of the file: it ends early, parts are damaged. */
	warnings: string[];
}

/** Answer of `detectLanguage`: the best first. */
export interface LanguageGuess {
	language: string;
	probability: number;
	candidates: Array<{ language: string; probability: number }>;
	duration: number;
}

/** Runs one request in the engine process of this model and device. */
export interface WhisperJob {
	model: ResolvedModel;
	device: DeviceChoice;
	request: WhisperRequest;
	signal?: AbortSignal;
	onProgress?: (progress: Progress) => void;
}

export interface WhisperOutcome<Result> {
	result: Result;
	backend: BackendInfo;
	durationMs: number;
}
