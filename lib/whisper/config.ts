import { readFile } from 'node:fs/promises';
import path from 'node:path';
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

type Json = Record<string, unknown>;

/** Reads config, generation, feature and tokenizer files of a Whisper model folder. */
export async function readWhisperConfig(folder: string): Promise<WhisperConfig> {
	const [model, generation, features, tokenizer] = await Promise.all(
		['config.json', 'generation_config.json', 'preprocessor_config.json', 'tokenizer.json'].map(
			(file) => readJson(folder, file),
		),
	);
	const decoderHeads = integer(model, 'decoder_attention_heads', 'config.json');
	const layers = integer(model, 'decoder_layers', 'config.json');
	return {
		sampleRateHz: integer(features, 'sampling_rate', 'preprocessor_config.json'),
		hopLength: integer(features, 'hop_length', 'preprocessor_config.json'),
		fftLength: integer(features, 'n_fft', 'preprocessor_config.json'),
		melBins: integer(features, 'feature_size', 'preprocessor_config.json'),
		windowSamples: integer(features, 'n_samples', 'preprocessor_config.json'),
		windowFrames: integer(features, 'nb_max_frames', 'preprocessor_config.json'),
		encoderPositions: integer(model, 'max_source_positions', 'config.json'),
		maximumTokens: integer(model, 'max_target_positions', 'config.json'),
		vocabularySize: integer(model, 'vocab_size', 'config.json'),
		decoderHeads,
		headDimension: integer(model, 'd_model', 'config.json') / decoderHeads,
		alignmentHeads:
			(generation.alignment_heads as Array<[number, number]>) ??
			lastHalfOfLayers(layers, decoderHeads),
		isMultilingual: generation.is_multilingual === true,
		tokens: controlTokens(generation, tokenizer),
	};
}

function controlTokens(generation: Json, tokenizer: Json): ControlTokens {
	const added = new Map(
		(tokenizer.added_tokens as Array<{ content: string; id: number }>).map((t) => [
			t.content,
			t.id,
		]),
	);
	const named = (...names: string[]): number => {
		const id = names.map((name) => added.get(name)).find((found) => found !== undefined);
		if (id === undefined)
			throw whisperError('CONFIG_INVALID', { file: 'tokenizer.json', field: names[0] });
		return id;
	};
	const noTimestamps = named('<|notimestamps|>');
	const startOfTranscript = named('<|startoftranscript|>');
	const startOfPrevious = named('<|startofprev|>');
	const noSpeech = named('<|nospeech|>', '<|nocaptions|>');
	const tasks = (generation.task_to_id ?? {}) as Record<string, number>;
	const fixed = [
		startOfTranscript,
		startOfPrevious,
		noSpeech,
		named('<|startoflm|>'),
		named('<|translate|>'),
		named('<|transcribe|>'),
	];
	const endOfText = named('<|endoftext|>');
	return {
		startOfTranscript,
		endOfText,
		noTimestamps,
		timestampBegin: noTimestamps + 1,
		startOfPrevious,
		noSpeech,
		transcribe: tasks.transcribe,
		translate: tasks.translate,
		languages: languageTokens((generation.lang_to_id ?? {}) as Record<string, number>),
		suppressed: [...new Set([...((generation.suppress_tokens as number[]) ?? []), ...fixed])],
		suppressedAtBegin: (generation.begin_suppress_tokens as number[]) ?? [endOfText],
		maximumInitialTimestampIndex: (generation.max_initial_timestamp_index as number) ?? 50,
	};
}

function languageTokens(ids: Record<string, number>): Map<string, number> {
	return new Map(Object.entries(ids).map(([token, id]) => [token.replace(/^<\||\|>$/g, ''), id]));
}

/** The reference's choice for a model that names no heads. */
function lastHalfOfLayers(layers: number, heads: number): Array<[number, number]> {
	const pairs: Array<[number, number]> = [];
	for (let layer = Math.floor(layers / 2); layer < layers; layer++) {
		for (let head = 0; head < heads; head++) pairs.push([layer, head]);
	}
	return pairs;
}

async function readJson(folder: string, file: string): Promise<Json> {
	try {
		return JSON.parse(await readFile(path.join(folder, file), 'utf8')) as Json;
	} catch (cause) {
		throw whisperError('CONFIG_INVALID', { file, field: 'content' }, cause);
	}
}

function integer(json: Json, field: string, file: string): number {
	const value = json[field];
	if (!Number.isInteger(value) || (value as number) <= 0)
		throw whisperError('CONFIG_INVALID', { file, field });
	return value as number;
}
