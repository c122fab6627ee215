import type { Tensor } from 'onnxruntime-common';
import { throwIfCancelled } from '../errors';
import { MAXIMUM_BATCH_CACHE_BYTES } from '../limits';
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

/** Windows that can be decoded at once, so many rows each, within the memory for their view of the sound. */
export function windowsAtOnce({ crossBytesPerRow }: WhisperNetwork, rowsPerWindow: number): number {
	return Math.max(1, Math.floor(MAXIMUM_BATCH_CACHE_BYTES / (crossBytesPerRow * rowsPerWindow)));
}

/** Decodes encoded windows: as many at once as memory allows when greedy, one after another in beam search. */
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
	const { temperature, beamSize, patience, bestOf } = options;
	const random = seededRandom(Math.round(temperature * 1000));
	const isBeam = beamSize > 1 && temperature === 0;
	const createSearch = (count: number) =>
		isBeam
			? createBeamSearch({ ...shared, beamSize, patience })
			: createGreedySearch({ ...shared, windows: count, temperature, bestOf, random });
	const size = isBeam ? 1 : windowsAtOnce(parts.network, temperature > 0 ? bestOf : 1);
	const results: Decoded[] = [];
	for (let from = 0; from < windows.length; from += size) {
		const batch = windows.slice(from, from + size);
		results.push(...(await runSearch(parts, batch, createSearch(batch.length), options)));
	}
	return results;
}

async function runSearch(
	parts: DecodeParts,
	windows: Tensor[],
	search: Search,
	options: DecodeOptions,
): Promise<Decoded[]> {
	const { network, config, Tensor } = parts;
	const { cache, firstLogits, noSpeechProbs } = await primeAll(
		parts,
		windows,
		search.rowsPerWindow,
		options.prompt,
	);
	let logits = firstLogits;
	const room = config.maximumTokens - options.prompt.length;
	const steps = Math.min(options.sampleLength ?? Math.floor(config.maximumTokens / 2), room);

	for (let step = 1; ; step++) {
		throwIfCancelled(parts.signal);
		const next = search.advance(logits);
		if (next.tokens.length === 0 || step >= steps) break;
		keepRows(Tensor, cache, next.sources, search.movesWindows);
		logits = await network.step(cache, next.tokens);
	}
	return chooseBest(search.finish(), noSpeechProbs);
}

/** Reads the prompt over each window and lays the results in one batch; the single ones can be forgotten. */
async function primeAll(
	parts: DecodeParts,
	windows: Tensor[],
	rowsPerWindow: number,
	prompt: number[],
) {
	const primed: Primed[] = [];
	for (const states of windows) {
		throwIfCancelled(parts.signal);
		primed.push(await prime(parts, states, prompt));
	}
	const caches = primed.map(({ cache }) => cache);
	const logits = primed.map(({ firstLogits }) => firstLogits);
	return {
		cache: stackCaches(parts.Tensor, caches, rowsPerWindow),
		firstLogits: repeatRows(logits, rowsPerWindow),
		noSpeechProbs: primed.map(({ noSpeechProb }) => noSpeechProb),
	};
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
function chooseBest(hypotheses: Hypothesis[], noSpeechProbs: number[]): Decoded[] {
	const score = ({ sumLogprob, tokens }: Hypothesis) => sumLogprob / Math.max(1, tokens.length);
	return noSpeechProbs.map((noSpeechProb, window) => {
		const own = hypotheses.filter((hypothesis) => hypothesis.window === window);
		const best = own.reduce((a, b) => (score(b) > score(a) ? b : a));
		return {
			tokens: best.tokens,
			avgLogprob: best.sumLogprob / (best.tokens.length + 1),
			noSpeechProb,
		};
	});
}
