import {
	type ConfigFile,
	isBoolean,
	isCount,
	isId,
	isIdList,
	isIdTable,
	isPairList,
	isTokenList,
	optional,
	readConfigFile,
	required,
} from './config-fields';
import { whisperError } from './errors';

/** Everything Whisper needs to know of a model, read from its files; no size is in code. */
export interface WhisperConfig {
	sampleRateHz: number;
	hopLength: number;
	fftLength: number;
	melBins: number;
	/** Samples and mel frames of one window (30 s). */
	windowSamples: number;
	windowFrames: number;
	/** Encoder positions of one window; a time stamp token counts in these. */
	encoderPositions: number;
	/** Longest token sequence of the decoder. */
	maximumTokens: number;
	vocabularySize: number;
	decoderHeads: number;
	headDimension: number;
	/** [layer, head] pairs whose cross-attention follows the sound. */
	alignmentHeads: Array<[number, number]>;
	isMultilingual: boolean;
	tokens: ControlTokens;
}

export interface ControlTokens {
	startOfTranscript: number;
	endOfText: number;
	noTimestamps: number;
	/** <|0.00|>; every later id is a time. */
	timestampBegin: number;
	startOfPrevious: number;
	noSpeech: number;
	transcribe?: number;
	translate?: number;
	/** ISO code to token. */
	languages: Map<string, number>;
	/** Never produced: control tokens and signs that are not speech. */
	suppressed: number[];
	/** Not produced as the first token: a blank, or the end. */
	suppressedAtBegin: number[];
	maximumInitialTimestampIndex: number;
}

/** Older fine-tunes do not say what they are; the reference tells English-only ones by this. */
const SMALLEST_MULTILINGUAL_VOCABULARY = 51_865;

/** Reads config, generation, feature and tokenizer files of a Whisper model folder; rejects with CONFIG_INVALID. */
export async function readWhisperConfig(folder: string): Promise<WhisperConfig> {
	const [model, generation, features, tokenizer] = await Promise.all(
		['config.json', 'generation_config.json', 'preprocessor_config.json', 'tokenizer.json'].map(
			(file) => readConfigFile(folder, file),
		),
	);
	const decoderHeads = required(model, 'decoder_attention_heads', isCount);
	const width = required(model, 'd_model', isCount);
	if (width % decoderHeads !== 0)
		throw whisperError('CONFIG_INVALID', { file: model.file, field: 'decoder_attention_heads' });
	const vocabularySize = required(model, 'vocab_size', isCount);
	const isMultilingual =
		optional(generation, 'is_multilingual', isBoolean) ??
		vocabularySize >= SMALLEST_MULTILINGUAL_VOCABULARY;
	return {
		sampleRateHz: required(features, 'sampling_rate', isCount),
		hopLength: required(features, 'hop_length', isCount),
		fftLength: required(features, 'n_fft', isCount),
		melBins: required(features, 'feature_size', isCount),
		windowSamples: required(features, 'n_samples', isCount),
		windowFrames: required(features, 'nb_max_frames', isCount),
		encoderPositions: required(model, 'max_source_positions', isCount),
		maximumTokens: required(model, 'max_target_positions', isCount),
		vocabularySize,
		decoderHeads,
		headDimension: width / decoderHeads,
		alignmentHeads: alignmentHeads(
			required(model, 'decoder_layers', isCount),
			decoderHeads,
			optional(generation, 'alignment_heads', isPairList),
		),
		isMultilingual,
		tokens: controlTokens(generation, tokenizer, isMultilingual),
	};
}

function controlTokens(
	generation: ConfigFile,
	tokenizer: ConfigFile,
	isMultilingual: boolean,
): ControlTokens {
	const added = new Map(
		required(tokenizer, 'added_tokens', isTokenList).map(({ content, id }) => [content, id]),
	);
	const named = (...names: string[]): number => {
		const id = names.map((name) => added.get(name)).find((found) => found !== undefined);
		if (id === undefined)
			throw whisperError('CONFIG_INVALID', { file: tokenizer.file, field: names[0] });
		return id;
	};
	const noTimestamps = named('<|notimestamps|>');
	const startOfTranscript = named('<|startoftranscript|>');
	const startOfPrevious = named('<|startofprev|>');
	const noSpeech = named('<|nospeech|>', '<|nocaptions|>');
	const translate = named('<|translate|>');
	const transcribe = named('<|transcribe|>');
	const startOfLanguageModel = named('<|startoflm|>');
	const fixed = [startOfTranscript, startOfPrevious, noSpeech, startOfLanguageModel];
	fixed.push(translate, transcribe);
	const languages =
		optional(generation, 'lang_to_id', isIdTable) ??
		Object.fromEntries([...added].filter(([, id]) => id > startOfTranscript && id < translate));
	const endOfText = named('<|endoftext|>');
	return {
		startOfTranscript,
		endOfText,
		noTimestamps,
		timestampBegin: noTimestamps + 1,
		startOfPrevious,
		noSpeech,
		...(isMultilingual && { transcribe, translate }),
		languages: isMultilingual ? languageTokens(languages) : new Map(),
		suppressed: [
			...new Set([...(optional(generation, 'suppress_tokens', isIdList) ?? []), ...fixed]),
		],
		suppressedAtBegin: optional(generation, 'begin_suppress_tokens', isIdList) ?? [endOfText],
		maximumInitialTimestampIndex: optional(generation, 'max_initial_timestamp_index', isId) ?? 50,
	};
}

function languageTokens(ids: Record<string, number>): Map<string, number> {
	return new Map(Object.entries(ids).map(([token, id]) => [token.replace(/^<\||\|>$/g, ''), id]));
}

/** The heads that a model names; distilled ones may name those of their teacher, which they lack. */
function alignmentHeads(
	layers: number,
	heads: number,
	named: Array<[number, number]> = [],
): Array<[number, number]> {
	const areAllPresent = named.every(([layer, head]) => layer < layers && head < heads);
	return named.length > 0 && areAllPresent ? named : lastHalfOfLayers(layers, heads);
}

/** The reference's choice for a model that names no heads. */
function lastHalfOfLayers(layers: number, heads: number): Array<[number, number]> {
	const pairs: Array<[number, number]> = [];
	for (let layer = Math.floor(layers / 2); layer < layers; layer++) {
		for (let head = 0; head < heads; head++) pairs.push([layer, head]);
	}
	return pairs;
}
