import type { WhisperTokenizer } from './tokenizer';

/** A word as text and the tokens that make it. */
export interface WordTokens {
	word: string;
	tokens: number[];
}

const WITHOUT_SPACES = new Set(['zh', 'ja', 'th', 'lo', 'my', 'yue']);
/** A run of these counts only as it stands here: an ellipsis is no mark of its own but ends its word. */
const PUNCTUATION = '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~';
const REPLACEMENT = '\ufffd';

/** Marks that belong to the word after them, and to the word before them. */
const OPENING = '"\'“¿([{-';
const CLOSING = '"\'.。,，!！?？:：”)]}、';

/** Groups text tokens into words: at spaces, or at every character in languages written without them. */
export function splitIntoWords(
	tokenizer: WhisperTokenizer,
	tokens: number[],
	language: string,
): WordTokens[] {
	const units = splitAtCharacters(tokenizer, tokens);
	if (WITHOUT_SPACES.has(language)) return units;
	const words: WordTokens[] = [];
	for (const unit of units) {
		const begins = unit.word.startsWith(' ') || PUNCTUATION.includes(unit.word.trim());
		const last = words.at(-1);
		if (begins || !last) words.push({ ...unit });
		else
			words[words.length - 1] = {
				word: last.word + unit.word,
				tokens: [...last.tokens, ...unit.tokens],
			};
	}
	return words;
}

/** The fewest tokens at a time that give whole characters (one character's bytes may span tokens). */
function splitAtCharacters(tokenizer: WhisperTokenizer, tokens: number[]): WordTokens[] {
	const whole = tokenizer.decode(tokens);
	const units: WordTokens[] = [];
	let pending: number[] = [];
	let offset = 0;
	for (const token of tokens) {
		pending.push(token);
		const word = tokenizer.decode(pending);
		const broken = word.indexOf(REPLACEMENT);
		// One that the whole text has too, or that other characters follow, is no unfinished character.
		const mayGrow = word.endsWith(REPLACEMENT) && whole[offset + broken] !== REPLACEMENT;
		if (mayGrow) continue;
		units.push({ word, tokens: pending });
		offset += word.length;
		pending = [];
	}
	if (pending.length > 0) units.push({ word: tokenizer.decode(pending), tokens: pending });
	return units;
}

/** Joins punctuation to its word, in place of which an empty entry stays with no tokens. */
export function mergePunctuation<T extends WordTokens>(words: T[]): void {
	for (let following = words.length - 1, i = following - 1; i >= 0; i--) {
		const { word } = words[i];
		if (word.startsWith(' ') && OPENING.includes(word.trim()))
			move(words[i], words[following], 'before');
		else following = i;
	}
	for (let previous = 0, i = 1; i < words.length; i++) {
		const { word } = words[i];
		if (!words[previous].word.endsWith(' ') && CLOSING.includes(word))
			move(words[i], words[previous], 'after');
		else previous = i;
	}
}

function move(from: WordTokens, to: WordTokens, side: 'before' | 'after'): void {
	to.word = side === 'before' ? from.word + to.word : to.word + from.word;
	to.tokens = side === 'before' ? [...from.tokens, ...to.tokens] : [...to.tokens, ...from.tokens];
	from.word = '';
	from.tokens = [];
}
