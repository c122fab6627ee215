import {
	createBeamSearch,
	createGreedySearch,
	type Hypothesis,
	type Search,
} from '../../../lib/whisper/search';
import { logSumExp } from '../../../lib/whisper/logits';
import { seeded } from './support';

const END = 0;
const SIZE = 5;
const noRules = () => {};
const shared = { vocabularySize: SIZE, endOfText: END, rules: noRules };

type Model = (window: number, tokens: number[]) => Float32Array;

/** Runs a search over a model that knows each row's tokens, as the decoder's cache does. */
function run(search: Search, windows: number, model: Model, steps: number): Hypothesis[] {
	let rows = Array.from({ length: windows * search.rowsPerWindow }, (_, row) => ({
		window: Math.floor(row / search.rowsPerWindow),
		tokens: [] as number[],
	}));
	for (let step = 0; step < steps; step++) {
		const logits = new Float32Array(rows.length * SIZE);
		rows.forEach(({ window, tokens }, row) => logits.set(model(window, tokens), row * SIZE));
		const next = search.advance(logits);
		expect(next.tokens).toHaveLength(next.sources.length);
		if (next.tokens.length === 0) break;
		rows = next.sources.map((source, i) => ({
			window: rows[source].window,
			tokens: [...rows[source].tokens, next.tokens[i]],
		}));
	}
	return search.finish();
}

const sure = (token: number) =>
	Float32Array.from({ length: SIZE }, (_, i) => (i === token ? 9 : 0));

const greedy = (windows: number, more = {}) =>
	createGreedySearch({
		...shared,
		windows,
		temperature: 0,
		bestOf: 1,
		random: () => 0.5,
		...more,
	});

/** All orders of 0 .. count-1. */
function orders(count: number): number[][] {
	if (count === 0) return [[]];
	return orders(count - 1).flatMap((order) =>
		Array.from({ length: count }, (_, i) => order.toSpliced(i, 0, count - 1)),
	);
}

describe('greedy search', () => {
	it.each(orders(4).map((order) => [order]))(
		'keeps every window its own tokens when they end in the order %j',
		(lengths) => {
			const script = lengths.map((length, window) =>
				Array.from({ length: length + 1 }, (_, i) => 1 + ((window + i) % 4)),
			);
			const found = run(
				greedy(4),
				4,
				(window, tokens) => sure(script[window][tokens.length] ?? END),
				20,
			);
			expect(found).toHaveLength(4);
			for (const { window, tokens } of found) expect(tokens).toEqual(script[window]);
		},
	);

	it('ends several windows in one step', () => {
		const found = run(
			greedy(5),
			5,
			(window, tokens) => sure(window % 2 === 0 || tokens.length > 1 ? END : 3),
			9,
		);
		expect(found.toSorted((a, b) => a.window - b.window).map(({ tokens }) => tokens)).toEqual([
			[],
			[3, 3],
			[],
			[3, 3],
			[],
		]);
	});

	it('sums log-probabilities, the end included', () => {
		const [{ sumLogprob }] = run(greedy(1), 1, (_, tokens) => sure(tokens.length < 2 ? 2 : END), 9);
		const one = 9 - logSumExp(sure(1), 0, SIZE);
		expect(sumLogprob).toBeCloseTo(3 * one, 6);
	});

	it('gives what is unfinished too', () => {
		const found = run(greedy(2), 2, (window) => sure(window === 0 ? END : 4), 3);
		expect(found.map(({ window, tokens }) => [window, tokens])).toEqual([
			[0, []],
			[1, [4, 4, 4]],
		]);
	});

	it('draws several times for each window above temperature 0', () => {
		const random = seeded(3);
		const search = greedy(2, { temperature: 1, bestOf: 3, random });
		const found = run(search, 2, () => new Float32Array(SIZE), 4);
		expect(search.rowsPerWindow).toBe(3);
		expect(found.filter(({ window }) => window === 1)).toHaveLength(3);
		expect(new Set(found.map(({ tokens }) => String(tokens))).size).toBeGreaterThan(2);
	});
});

describe('beam search', () => {
	/** A random language: each prefix has its own scores. */
	const language = (seed: number): Model => {
		const known = new Map<string, Float32Array>();
		return (_, tokens) => {
			const key = tokens.join();
			const random = seeded(seed + tokens.reduce((sum, token) => sum * 7 + token + 1, 1));
			const made = known.get(key) ?? Float32Array.from({ length: SIZE }, () => random() * 4);
			known.set(key, made);
			// A copy: rules change what they get.
			return Float32Array.from(made);
		};
	};

	/** The likeliest finished sequences of at most `longest` tokens, the end counted. */
	function bruteForce(model: Model, longest: number): Hypothesis[] {
		const all: Hypothesis[] = [];
		const grow = (tokens: number[], sumLogprob: number) => {
			if (tokens.length === longest) return;
			const logits = model(0, tokens);
			const normaliser = logSumExp(logits, 0, SIZE);
			for (let token = 0; token < SIZE; token++) {
				const sum = sumLogprob + logits[token] - normaliser;
				if (token === END) all.push({ window: 0, tokens, sumLogprob: sum });
				else grow([...tokens, token], sum);
			}
		};
		grow([], 0);
		return all.sort((a, b) => b.sumLogprob - a.sumLogprob);
	}

	it.each([1, 2, 3, 4, 5, 6])('as wide as the language, finds the best of all (%d)', (seed) => {
		const beamSize = SIZE ** 4;
		const model = language(seed * 1000);
		const search = createBeamSearch({ ...shared, beamSize, patience: 1 });
		const best = run(search, 1, model, 4)
			.filter(({ tokens }) => tokens.length < 4)
			.sort((a, b) => b.sumLogprob - a.sumLogprob);
		const expected = bruteForce(model, 4);
		expect(best).toHaveLength(expected.length);
		expect(best.slice(0, 5).map(({ tokens }) => tokens)).toEqual(
			expected.slice(0, 5).map(({ tokens }) => tokens),
		);
		expect(best[0].sumLogprob).toBeCloseTo(expected[0].sumLogprob, 5);
	});

	it('finds what greedy search walks past', () => {
		// 1 looks better at first, but what follows 2 is certain.
		const model: Model = (_, tokens) => {
			if (tokens.length === 0) return Float32Array.from([-9, 1, 0.8, -9, -9]);
			return tokens[0] === 2 ? sure(END) : new Float32Array(SIZE);
		};
		const best = run(createBeamSearch({ ...shared, beamSize: 2, patience: 1 }), 1, model, 6)[0];
		expect(best.tokens).toEqual([2]);
		expect(run(greedy(1), 1, model, 1)[0].tokens).toEqual([1]);
	});

	it('ends when enough have ended, later with patience', () => {
		const model = language(5);
		const count = (patience: number) =>
			run(createBeamSearch({ ...shared, beamSize: 3, patience }), 1, model, 40);
		expect(count(1)).toHaveLength(3);
		expect(count(2)).toHaveLength(6);
	});

	it('keeps different sequences only, and fills up with unfinished ones', () => {
		const search = createBeamSearch({ ...shared, beamSize: 4, patience: 1 });
		const found = run(search, 1, () => Float32Array.from([-50, 1, 2, 3, 4]), 2);
		expect(found).toHaveLength(4);
		expect(new Set(found.map(({ tokens }) => String(tokens))).size).toBe(4);
		expect(found[0].tokens).toEqual([4, 4]);
	});
});
