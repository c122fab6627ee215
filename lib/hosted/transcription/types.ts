import type { Progress } from '../../inference/types';
import type { HostedUsage } from '../types';

/** Into the language that is spoken, or into English. */
export type HostedTask = 'transcribe' | 'translate';

/** What a service is to make of one recording. */
export interface HostedTranscription {
	/** Absolute path of any file ffmpeg reads. */
	audioPath: string;
	/** A private folder of the caller's, who removes it: pieces of the recording go there. */
	folder: string;
	task: HostedTask;
	/** The service's name of it: `whisper-1`, `gpt-4o-transcribe`, `Systran/faster-whisper-small`, ... */
	model: string;
	/** ISO code (`en`, `fr`); absent: detected. */
	language?: string;
	/** Words and spellings to expect. */
	prompt?: string;
	temperature: number;
	timestamps: 'none' | 'segment' | 'word';
	/** Tell who speaks. */
	diarize: boolean;
	/** All channels mixed, or one channel, counted from 0. */
	channel: 'mix' | number;
	/** Of one upload, the form around the sound included. Default: DEFAULT_UPLOAD_BYTES. */
	maximumBytes?: number;
	/** Of one upload. Default: as long as the model takes. */
	maximumPieceSeconds?: number;
	/** Default: DEFAULT_PIECES_AT_ONCE. */
	piecesAtOnce?: number;
}

export interface HostedTranscriptionOptions {
	signal?: AbortSignal;
	onProgress?: (progress: Progress) => void;
}

/** A word and its time, in seconds from the file's start. */
export interface HostedWord {
	word: string;
	start: number;
	end: number;
	probability?: number;
}

/** Times in seconds from the file's start. The fields of a local segment; what the service does not tell is absent. */
export interface HostedSegment {
	id: number;
	start: number;
	end: number;
	text: string;
	/** As the service calls them: `A`, `B`, ...; in later pieces of a long recording `A (part 2)`. */
	speaker?: string;
	words?: HostedWord[];
	avgLogprob?: number;
	noSpeechProb?: number;
	compressionRatio?: number;
	temperature?: number;
}

export interface HostedTranscript {
	text: string;
	/** ISO code: as the service detected it, else as it was given. */
	language?: string;
	/** Seconds of the whole recording. */
	duration: number;
	/** One for each piece where the model tells no times. */
	segments: HostedSegment[];
	usage: HostedUsage;
	/** Plain sentences: what was asked for but cannot be had, what the file lacks. */
	warnings: string[];
	/** Uploads that the recording took. */
	pieces: number;
	/** As it was asked for. */
	model: string;
	/** For the provider's support, one for each piece that had one. */
	requestIds: string[];
	durationMs: number;
}
