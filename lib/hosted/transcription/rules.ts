import { MAXIMUM_GPT_TRANSCRIPTION_SECONDS } from '../../limits';

/** What a speech model takes and tells. Source: OpenAI's SDK 7.57.0 and speech-to-text guide, 2026-11. */
export interface TranscriptionRules {
	/** The richest reply that the model gives. */
	format: 'verbose_json' | 'diarized_json' | 'json';
	/** gpt-transcribe takes a list of languages instead of one. */
	languageField: 'language' | 'languages';
	takesPrompt: boolean;
	takesTemperature: boolean;
	/** Tells the time of each word when asked. */
	tellsWords: boolean;
	/** Tells how sure it is of each token when asked. */
	tellsLogprobs: boolean;
	/** Wants to be told how to divide a recording above 30 s. */
	needsChunking: boolean;
	/** Absent: no limit is known. */
	maximumSeconds?: number;
	/** False where it is known that it cannot. */
	mayTranslate: boolean;
}

const GPT: TranscriptionRules = {
	format: 'json',
	languageField: 'language',
	takesPrompt: true,
	takesTemperature: true,
	tellsWords: false,
	tellsLogprobs: false,
	needsChunking: false,
	maximumSeconds: MAXIMUM_GPT_TRANSCRIPTION_SECONDS,
	mayTranslate: false,
};

const WHISPER: TranscriptionRules = {
	...GPT,
	format: 'verbose_json',
	tellsWords: true,
	maximumSeconds: undefined,
	mayTranslate: true,
};

/** By name, the first that fits. Names are free text: dated versions, other makers' models, servers of one's own. */
const FAMILIES: ReadonlyArray<[name: RegExp, rules: TranscriptionRules]> = [
	[
		/(^|\/)gpt-4o.*-transcribe-diarize/,
		{ ...GPT, format: 'diarized_json', takesPrompt: false, needsChunking: true },
	],
	[/(^|\/)gpt-4o.*-transcribe/, { ...GPT, tellsLogprobs: true }],
	// Other fields it ignores, without a word.
	[/(^|\/)gpt-transcribe/, { ...GPT, languageField: 'languages', takesTemperature: false }],
	// Trained to write down only; asked to translate, they give the language that is spoken.
	[/whisper.*(turbo|\.en\b)|distil/, { ...WHISPER, mayTranslate: false }],
	[/whisper/, WHISPER],
];

/** Of a model that nobody knows: the least that every server gives, and what they all take. */
const UNKNOWN: TranscriptionRules = { ...GPT, maximumSeconds: undefined, mayTranslate: true };

/** The rules of a model, by its name. Routers put the maker in front: `openai/whisper-1`. */
export function rulesFor(model: string): TranscriptionRules {
	const name = model.trim().toLowerCase();
	return FAMILIES.find(([pattern]) => pattern.test(name))?.[1] ?? UNKNOWN;
}
