import { argmax, logSumExp, sample, topIndexes } from './logits';
import type { TokenRules } from './token-rules';

/** A token sequence of one window, without prompt and end, and the sum of its log-probabilities (end included). */
export interface Hypothesis {
	window: number;
	tokens: number[];
	sumLogprob: number;
}

/** What the decoder runs next: a token for each row, and the row it continues. */
export interface NextRows {
	tokens: number[];
	sources: number[];
}

/** Walks a batch of rows, one window or several, to finished hypotheses. */
export interface Search {
	/** Rows a window starts with. */
	rowsPerWindow: number;
	/** Takes [rows, vocabulary] logits. Empty `tokens`: all windows are done. */
	advance(logits: Float32Array): NextRows;
	/** Every hypothesis, also those cut off unfinished. */
	finish(): Hypothesis[];
	/** True when a later row may take an earlier window's place. */
	movesWindows: boolean;
}

interface SearchOptions {
	windows: number;
	vocabularySize: number;
	endOfText: number;
	rules: TokenRules;
}

/** Each row picks its likeliest token, or draws one at a temperature above 0. */
export function createGreedySearch(
	options: SearchOptions & { temperature: number; bestOf: number; random: () => number },
): Search {
	const { windows, vocabularySize, endOfText, rules, temperature, random } = options;
	const rowsPerWindow = temperature > 0 ? options.bestOf : 1;
	const finished: Hypothesis[] = [];
	let active: Hypothesis[] = Array.from({ length: windows * rowsPerWindow }, (_, row) => ({
		window: Math.floor(row / rowsPerWindow),
		tokens: [],
		sumLogprob: 0,
	}));

	function advance(logits: Float32Array): NextRows {
		const chosen = active.map((hypothesis, row) => {
			const values = logits.subarray(row * vocabularySize, (row + 1) * vocabularySize);
			rules(values, hypothesis.tokens);
			const likeliest = argmax(values, 0, vocabularySize);
			const token = temperature > 0 ? sample(values, temperature, random) : likeliest;
			hypothesis.sumLogprob +=
				values[token] - logSumExp(values, 0, vocabularySize, values[likeliest]);
			if (token === endOfText) finished.push(hypothesis);
			else hypothesis.tokens.push(token);
			return token;
		});
		const sources = withoutFinished(chosen, endOfText);
		active = sources.map((source) => active[source]);
		return { tokens: sources.map((source) => chosen[source]), sources };
	}

	return { rowsPerWindow, advance, finish: () => [...finished, ...active], movesWindows: true };
}

/** Remaining rows in place; a finished one's place is taken by the last remaining. */
function withoutFinished(chosen: number[], endOfText: number): number[] {
	const sources = chosen.map((_, row) => row);
	for (let row = sources.length - 1; row >= 0; row--) {
		if (chosen[sources[row]] !== endOfText) continue;
		const last = sources.pop()!;
		if (row < sources.length) sources[row] = last;
	}
	return sources;
}

/** Beam search over one window, as openai-whisper's: ends when `beamSize x patience` hypotheses have ended. */
export function createBeamSearch(
	options: Omit<SearchOptions, 'windows'> & { beamSize: number; patience: number },
): Search {
	const { vocabularySize, endOfText, rules, beamSize } = options;
	const enough = Math.round(beamSize * options.patience);
	const finished: Hypothesis[] = [];
	let beams: Hypothesis[] = Array.from({ length: beamSize }, () => ({
		window: 0,
		tokens: [],
		sumLogprob: 0,
	}));

	function advance(logits: Float32Array): NextRows {
		const candidates = new Map<string, { hypothesis: Hypothesis; source: number; token: number }>();
		beams.forEach((beam, source) => {
			const values = logits.subarray(source * vocabularySize, (source + 1) * vocabularySize);
			rules(values, beam.tokens);
			const normaliser = logSumExp(values, 0, vocabularySize);
			for (const token of topIndexes(values, beamSize + 1)) {
				const tokens = [...beam.tokens, token];
				const hypothesis = {
					window: 0,
					tokens,
					sumLogprob: beam.sumLogprob + values[token] - normaliser,
				};
				// Equal beams (all are, at first) give equal sequences: one of each stays.
				candidates.set(tokens.join(), { hypothesis, source, token });
			}
		});
		return select(
			[...candidates.values()].sort((a, b) => b.hypothesis.sumLogprob - a.hypothesis.sumLogprob),
		);
	}

	function select(
		ranked: Array<{ hypothesis: Hypothesis; source: number; token: number }>,
	): NextRows {
		const ended: Hypothesis[] = [];
		const kept: typeof ranked = [];
		for (const candidate of ranked) {
			if (candidate.token === endOfText) {
				ended.push({ ...candidate.hypothesis, tokens: candidate.hypothesis.tokens.slice(0, -1) });
			} else if (kept.push(candidate) === beamSize) break;
		}
		finished.push(...ended.slice(0, Math.max(0, enough - finished.length)));
		beams = kept.map(({ hypothesis }) => hypothesis);
		if (finished.length >= enough) return { tokens: [], sources: [] };
		return { tokens: kept.map(({ token }) => token), sources: kept.map(({ source }) => source) };
	}

	function finish(): Hypothesis[] {
		const missing = Math.max(0, beamSize - finished.length);
		return [
			...finished,
			...[...beams].sort((a, b) => b.sumLogprob - a.sumLogprob).slice(0, missing),
		];
	}

	return { rowsPerWindow: beamSize, advance, finish, movesWindows: false };
}
