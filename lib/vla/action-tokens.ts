/** Turns numbers of -1..1 into tokens of a language model and back; OpenVLA's ActionTokenizer. */
export interface ActionTokens {
	/** Lowest and highest token that stands for a number. */
	first: number;
	last: number;
	/** The token of a number; beyond -1..1 it is that of the nearest. */
	encode(value: number): number;
	/** The middle of the token's bin; a token that stands for no number is taken for the nearest that does. */
	decode(token: number): number;
}

/**
 * The last `bins` tokens of the vocabulary stand for the bins of -1..1, from the top down.
 * Numerically as np.linspace, np.digitize and prismatic/vla/action_tokenizer.py of openvla/openvla.
 */
export function createActionTokens(vocabularySize: number, bins: number): ActionTokens {
	const edges = linearSpace(-1, 1, bins);
	const centres = edges.slice(1).map((edge, index) => (edges[index] + edge) / 2);
	return {
		first: vocabularySize - bins,
		last: vocabularySize - 1,
		encode: (value) => vocabularySize - countUpTo(edges, Math.min(1, Math.max(-1, value))),
		decode: (token) =>
			centres[Math.min(centres.length - 1, Math.max(0, vocabularySize - token - 1))],
	};
}

/** np.linspace: multiples of one step, but for the last, which is `to` itself. */
function linearSpace(from: number, to: number, count: number): number[] {
	const step = (to - from) / (count - 1);
	const values = Array.from({ length: count }, (_, index) => index * step + from);
	values[count - 1] = to;
	return values;
}

/** np.digitize: how many of the edges, which grow, are at most `value`. */
function countUpTo(edges: number[], value: number): number {
	let low = 0;
	let high = edges.length;
	while (low < high) {
		const middle = (low + high) >> 1;
		if (edges[middle] <= value) low = middle + 1;
		else high = middle;
	}
	return low;
}
