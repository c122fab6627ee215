import type { Tensor } from 'onnxruntime-common';
import { alignWords } from './alignment';
import { compressionRatio, type AcceptedWindow } from './fallback';
import type { WhisperModel } from './model';
import { splitByTimestamps, type SplitWindow, type TimedTokens } from './timestamps';
import type { TimedSegment } from './types';
import { placeWords, type SegmentWithWords } from './word-times';

/** How a recording is to be told. */
export interface Telling {
	language: string;
	task: 'transcribe' | 'translate';
	/** Only where the network gives attentions. */
	withWords: boolean;
	/** Tokens of the user's prompt. */
	prompt: number[];
	temperature: number;
	beamSize: number;
}

/** A further part of a recording, told. */
export interface Told {
	segments: TimedSegment[];
	/** Seconds of the file that are told. */
	reachedSeconds: number;
	/** Seconds of them that were decoded. */
	speechSeconds: number;
	outputTokens: number;
}

/** One decoded window and where it lies. */
export interface HeardWindow {
	states: Tensor;
	accepted: AcceptedWindow;
	/** Seconds of sound in the window. */
	windowSeconds: number;
	/** Seconds before the window, on the clock of the segments. */
	offsetSeconds: number;
	/** End of the last word before this window, on the same clock. */
	lastSpeechEnd: number;
}

export interface ToldWindow {
	segments: TimedSegment[];
	/** Text and time stamp tokens of the segments, for the next window's prompt. */
	tokens: number[];
	split: SplitWindow;
	lastSpeechEnd: number;
}

/** Turns a decoded window into segments, with words when asked; segments without text are left out. */
export async function tellWindow(
	model: WhisperModel,
	telling: Telling,
	heard: HeardWindow,
): Promise<ToldWindow> {
	const { accepted, offsetSeconds } = heard;
	const split = splitByTimestamps(model.config, accepted.tokens, heard.windowSeconds);
	const drafts = split.pieces.map((piece) => draft(model, piece, offsetSeconds));
	const lastSpeechEnd = telling.withWords
		? await addWords(model, telling, heard, drafts)
		: heard.lastSpeechEnd;
	const spoken = drafts.filter(({ start, end, text }) => start !== end && text.trim() !== '');
	const segments = spoken.map(({ start, end, text, words }) => ({
		start,
		end,
		text,
		...(telling.withWords ? { words } : {}),
		avgLogprob: accepted.avgLogprob,
		noSpeechProb: accepted.noSpeechProb,
		compressionRatio: compressionRatio(text),
		temperature: accepted.temperature,
	}));
	return { segments, tokens: spoken.flatMap(({ tokens }) => tokens), split, lastSpeechEnd };
}

interface Draft extends SegmentWithWords {
	text: string;
	tokens: number[];
}

function draft(
	{ config, tokenizer }: WhisperModel,
	piece: TimedTokens,
	offsetSeconds: number,
): Draft {
	return {
		start: offsetSeconds + piece.startSeconds,
		end: offsetSeconds + piece.endSeconds,
		text: tokenizer.decode(piece.tokens),
		tokens: piece.tokens,
		textTokens: piece.tokens.filter((id) => id < config.tokens.endOfText),
		words: [],
	};
}

async function addWords(
	model: WhisperModel,
	telling: Telling,
	heard: HeardWindow,
	drafts: Draft[],
): Promise<number> {
	const textTokens = drafts.flatMap((segment) => segment.textTokens);
	const aligned = await alignWords(model, heard.states, textTokens, heard.windowSeconds, telling);
	for (const word of aligned) {
		word.start += heard.offsetSeconds;
		word.end += heard.offsetSeconds;
	}
	return placeWords(drafts, aligned, heard.lastSpeechEnd);
}
