import { createTokenRules } from '../../../lib/whisper/token-rules';
import { toyTokens } from './support';

const SIZE = 29;
const { timestampBegin: T, endOfText: END, noTimestamps } = toyTokens;
const WORD = 1;

/** The tokens that may follow `sampled`, where each has the same logit but `more`. */
function allowed(sampled: number[], more: Record<number, number> = {}, withTimestamps = true) {
	const logits = new Float32Array(SIZE);
	// Words together weigh more than the stamps, unless a case says otherwise.
	logits.fill(5, 0, END + 1);
	for (const [id, value] of Object.entries(more)) logits[Number(id)] = value;
	createTokenRules(toyTokens, withTimestamps)(logits, sampled);
	return [...logits.keys()].filter((id) => logits[id] !== -Infinity);
}

const range = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i);
const words = range(0, END).filter((id) => id !== 3);
const stamps = (from: number) => range(T + from, SIZE);

describe('without time stamps', () => {
	it('never allows what is suppressed', () => {
		const { suppressed } = toyTokens;
		expect(allowed([WORD], {}, false)).toEqual(
			range(0, SIZE).filter((id) => !suppressed.includes(id)),
		);
	});

	it('begins neither with a blank nor with the end', () => {
		const first = allowed([], {}, false);
		expect(first).not.toContain(0);
		expect(first).not.toContain(END);
		expect(first).toContain(WORD);
	});
});

describe('with time stamps', () => {
	it('begins with an early stamp', () => {
		expect(allowed([])).toEqual(range(T, T + toyTokens.maximumInitialTimestampIndex + 1));
	});

	it('never allows the sign for no time stamps', () => {
		expect(allowed([T, WORD], { [noTimestamps]: 99 })).not.toContain(noTimestamps);
	});

	it('wants text after the opening stamp', () => {
		expect(allowed([T + 1]).filter((id) => id >= T)).toEqual([]);
		expect(allowed([T + 1])).toEqual(expect.arrayContaining(words));
	});

	it('wants text after a pair in the middle', () => {
		expect(allowed([T, WORD, T + 2, T + 2]).filter((id) => id >= T)).toEqual([]);
	});

	it('wants a stamp or the end after a closing stamp', () => {
		expect(allowed([T, WORD, T + 2])).toEqual([
			END,
			...range(11, T).filter(isControl),
			...stamps(2),
		]);
	});

	it('may open where the last segment closed, not before', () => {
		const following = allowed([T, WORD, T + 5], { [T + 5]: 9 });
		expect(following).toContain(T + 5);
		expect(following).not.toContain(T + 4);
	});

	it('closes later than it opened: a segment has a length', () => {
		const following = allowed([T + 3, WORD]);
		expect(following.filter((id) => id >= T)).toEqual(stamps(4));
		expect(following).toEqual(expect.arrayContaining([...words, END]));
	});

	it('takes a stamp when all stamps together are likelier than any word', () => {
		const even = Object.fromEntries(stamps(0).map((id) => [id, 3.5]));
		// Ten of them, e^3.5 each, outweigh a word of e^5.
		expect(allowed([T, WORD], even)).toEqual(stamps(1));
		expect(allowed([T, WORD], { ...even, 2: 7 })).toEqual(expect.arrayContaining(words));
	});

	it('does not let the preference bring back a forbidden stamp', () => {
		expect(allowed([T + 1], { [T + 5]: 50 }).filter((id) => id >= T)).toEqual([]);
	});
});

/** Tokens that no rule forbids by itself: a language is suppressed by its score alone. */
function isControl(id: number): boolean {
	return !toyTokens.suppressed.includes(id) && id !== noTimestamps;
}
