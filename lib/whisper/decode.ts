import type { Tensor } from 'onnxruntime-common';
import { throwIfCancelled } from '../errors';
import { keepRows, stackCaches } from './cache-rows';
import type { WhisperConfig } from './config';
import { logSumExp, seededRandom } from './logits';
import type { DecoderCache, WhisperNetwork } from './network';
import { createBeamSearch, createGreedySearch, type Hypothesis, type Search } from './search';
import { createTokenRules } from './token-rules';

/** The parts that decoding works with. */
export interface DecodeParts {
	network: WhisperNetwork;
	config: WhisperConfig;
	Tensor: typeof Tensor;
	signal: AbortSignal;
}

export interface DecodeOptions {
	prompt: number[];
	withTimestamps: boolean;
	/** 0: the likeliest token; above: drawn. */
	temperature: number;
	/** Above 1: beam search, at temperature 0. */
	beamSize: number;
	/** Beam search ends after `beamSize x patience` hypotheses. */
	patience: number;
	/** Draws of which the best is kept, at temperatures above 0. */
	bestOf: number;
	/** Most tokens to produce; default half of the decoder's length, as the reference. */
	sampleLength?: number;
}

export interface Decoded {
	tokens: number[];
	avgLogprob: number;
	/** Probability of <|nospeech|> at the start of transcript. */
	noSpeechProb: number;
}

interface Primed {
	cache: DecoderCache;
	firstLogits: Float32Array;
	noSpeechProb: number;
}

/** Decodes encoded windows, all at once when greedy, one after another in beam search. */
export async function decodeWindows(
	parts: DecodeParts,
	windows: Tensor[],
	options: DecodeOptions,
): Promise<Decoded[]> {
	const rules = createTokenRules(parts.config.tokens, options.withTimestamps);
	const shared = {
		vocabularySize: parts.config.vocabularySize,
		endOfText: parts.config.tokens.endOfText,
		rules,
	};
	if (options.beamSize > 1 && options.temperature === 0) {
		const results: Decoded[] = [];
		for (const states of windows) {
			const search = createBeamSearch({
				...shared,
				beamSize: options.beamSize,
				patience: options.patience,
			});
			results.push(...(await runSearch(parts, [states], search, options)));
		}
		return results;
	}
	const random = seededRandom(Math.round(options.temperature * 1000));
	const { temperature, bestOf } = options;
	return runSearch(
		parts,
		windows,
		createGreedySearch({ ...shared, windows: windows.length, temperature, bestOf, random }),
		options,
	);
}

async function runSearch(
	parts: DecodeParts,
	windows: Tensor[],
	search: Search,
	options: DecodeOptions,
): Promise<Decoded[]> {
	const { network, config, Tensor } = parts;
	const primed: Primed[] = [];
	for (const states of windows) primed.push(await prime(parts, states, options.prompt));
	const cache = stackCaches(
		Tensor,
		primed.map((p) => p.cache),
		search.rowsPerWindow,
	);
	let logits = repeatRows(
		primed.map((p) => p.firstLogits),
		search.rowsPerWindow,
	);
	const room = config.maximumTokens - options.prompt.length;
	const steps = Math.min(options.sampleLength ?? Math.floor(config.maximumTokens / 2), room);

	for (let step = 1; ; step++) {
		throwIfCancelled(parts.signal);
		const next = search.advance(logits);
		if (next.tokens.length === 0 || step >= steps) break;
		keepRows(Tensor, cache, next.sources, search.movesWindows);
		logits = await network.step(cache, next.tokens);
	}
	return chooseBest(search.finish(), primed);
}

/** Reads the prompt over one window. */
async function prime(
	{ network, config }: DecodeParts,
	states: Tensor,
	prompt: number[],
): Promise<Primed> {
	const { logits, cache } = await network.prefill(states, prompt);
	const rowAt = (position: number) =>
		logits.slice(position * config.vocabularySize, (position + 1) * config.vocabularySize);
	const start = rowAt(prompt.indexOf(config.tokens.startOfTranscript));
	const noSpeechProb = Math.exp(start[config.tokens.noSpeech] - logSumExp(start, 0, start.length));
	return { cache, firstLogits: rowAt(prompt.length - 1), noSpeechProb };
}

function repeatRows(rows: Float32Array[], copies: number): Float32Array {
	const width = rows[0].length;
	const all = new Float32Array(width * rows.length * copies);
	rows.forEach((row, i) => {
		for (let copy = 0; copy < copies; copy++) all.set(row, (i * copies + copy) * width);
	});
	return all;
}

/** For each window the hypothesis of highest mean log-probability. */
function chooseBest(hypotheses: Hypothesis[], primed: Primed[]): Decoded[] {
	const score = ({ sumLogprob, tokens }: Hypothesis) => sumLogprob / Math.max(1, tokens.length);
	return primed.map(({ noSpeechProb }, window) => {
		const own = hypotheses.filter((hypothesis) => hypothesis.window === window);
		const best = own.reduce((a, b) => (score(b) > score(a) ? b : a));
		return {
			tokens: best.tokens,
			avgLogprob: best.sumLogprob / (best.tokens.length + 1),
			noSpeechProb,
		};
	});
}
