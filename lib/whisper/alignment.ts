import type { Tensor } from 'onnxruntime-common';
import type { WhisperConfig } from './config';
import { alignByDtw } from './dtw';
import { logSumExp } from './logits';
import type { WhisperNetwork } from './network';
import { startSequence } from './prompt';
import { secondsPerStamp } from './timestamps';
import type { WhisperTokenizer } from './tokenizer';
import { splitIntoWords, type WordTokens } from './words';

/** A word with its place in the window, seconds from the window's start. */
export interface AlignedWord extends WordTokens {
	start: number;
	end: number;
	probability: number;
}

export interface AlignmentParts {
	network: WhisperNetwork;
	config: WhisperConfig;
	tokenizer: WhisperTokenizer;
}

const MEDIAN_WIDTH = 7;

/**
 * Finds when each word of a window was said: the text is read again over the sound, the cross-attention of
 * the alignment heads shows where the decoder listened, and dynamic time warping walks it from start to end.
 */
export async function alignWords(
	{ network, config, tokenizer }: AlignmentParts,
	states: Tensor,
	textTokens: number[],
	windowSeconds: number,
	speech: { language: string; task: 'transcribe' | 'translate' },
): Promise<AlignedWord[]> {
	const writtenLanguage = speech.task === 'translate' ? 'en' : speech.language;
	const words = splitIntoWords(tokenizer, textTokens, writtenLanguage);
	if (words.length === 0) return [];
	const start = startSequence(config.tokens, speech);
	const tokens = [...start, config.tokens.noTimestamps, ...textTokens, config.tokens.endOfText];
	const { logits, attentions } = await network.prefill(states, tokens, true);
	const columns = Math.max(
		1,
		Math.min(config.encoderPositions, Math.floor(windowSeconds / secondsPerStamp(config))),
	);
	const cost = attentionCost(attentions, config, tokens.length, columns);

	// The rows of <|notimestamps|> and the text; the control tokens before and the end do not listen to words.
	const rows = textTokens.length + 1;
	const path = alignByDtw(
		cost.subarray(start.length * columns, (start.length + rows) * columns),
		rows,
		columns,
	);
	const firstColumn = firstColumns(path, rows);
	const seconds = (row: number) => firstColumn[row] * secondsPerStamp(config);
	const probabilities = tokenProbabilities(logits, start.length, textTokens, config);
	let position = 0;
	return words.map((word) => {
		const from = position;
		position += word.tokens.length;
		return {
			...word,
			start: seconds(from),
			end: seconds(position),
			probability: mean(probabilities.slice(from, position)),
		};
	});
}

/** Minus the mean of the heads' attention, each normalised over tokens and median-filtered over time: [tokens, columns]. */
function attentionCost(
	attentions: Map<number, Tensor>,
	config: WhisperConfig,
	rows: number,
	columns: number,
): Float32Array {
	const heads = config.alignmentHeads.filter(([layer]) => attentions.has(layer));
	const cost = new Float32Array(rows * columns);
	for (const [layer, head] of heads) {
		const tensor = attentions.get(layer)!;
		const width = tensor.dims[3];
		const all = (tensor.data as Float32Array).subarray(
			head * rows * width,
			(head + 1) * rows * width,
		);
		const weights = sumToOne(all, rows, width, columns);
		standardise(weights, rows, columns);
		for (let row = 0; row < rows; row++) {
			medianFilter(weights.subarray(row * columns, (row + 1) * columns), (column, value) => {
				cost[row * columns + column] -= value / heads.length;
			});
		}
	}
	return cost;
}

/** The columns that hold sound, each row summing to one again. */
function sumToOne(all: Float32Array, rows: number, width: number, columns: number): Float32Array {
	const weights = new Float32Array(rows * columns);
	for (let row = 0; row < rows; row++) {
		const kept = all.subarray(row * width, row * width + columns);
		const total = kept.reduce((sum, value) => sum + value, 0) || 1;
		for (let column = 0; column < columns; column++)
			weights[row * columns + column] = kept[column] / total;
	}
	return weights;
}

/** Zero mean and unit deviation of each column, over the tokens. */
function standardise(weights: Float32Array, rows: number, columns: number): void {
	for (let column = 0; column < columns; column++) {
		let sum = 0;
		let squares = 0;
		for (let row = 0; row < rows; row++) sum += weights[row * columns + column];
		const average = sum / rows;
		for (let row = 0; row < rows; row++)
			squares += (weights[row * columns + column] - average) ** 2;
		const deviation = Math.sqrt(squares / rows) || 1;
		for (let row = 0; row < rows; row++) {
			weights[row * columns + column] = (weights[row * columns + column] - average) / deviation;
		}
	}
}

/** Running median of `MEDIAN_WIDTH`, mirrored at the ends. */
function medianFilter(values: Float32Array, put: (index: number, value: number) => void): void {
	const reach = Math.floor(MEDIAN_WIDTH / 2);
	if (values.length <= reach) return values.forEach((value, i) => put(i, value));
	const last = values.length - 1;
	const sorted = new Float32Array(MEDIAN_WIDTH);
	for (let i = 0; i <= last; i++) {
		for (let k = 0; k < MEDIAN_WIDTH; k++) {
			const position = Math.abs(i + k - reach);
			const value = values[position > last ? 2 * last - position : position];
			let place = k;
			for (; place > 0 && sorted[place - 1] > value; place--) sorted[place] = sorted[place - 1];
			sorted[place] = value;
		}
		put(i, sorted[reach]);
	}
}

/** The first column at which the path enters each row. */
function firstColumns(path: Array<[number, number]>, rows: number): number[] {
	const first: number[] = new Array<number>(rows).fill(0);
	path.forEach(([row, column], i) => {
		if (i === 0 || path[i - 1][0] !== row) first[row] = column;
	});
	return first;
}

/** The model's probability for each text token, among words only. */
function tokenProbabilities(
	logits: Float32Array,
	start: number,
	textTokens: number[],
	config: WhisperConfig,
): number[] {
	return textTokens.map((token, i) => {
		const from = (start + i) * config.vocabularySize;
		const words = logits.subarray(from, from + config.tokens.endOfText);
		return Math.exp(words[token] - logSumExp(words, 0, words.length));
	});
}

function mean(values: number[]): number {
	return values.reduce((sum, value) => sum + value, 0) / values.length;
}
