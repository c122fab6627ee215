import { readTokenizer, type WhisperTokenizer } from '../../../lib/whisper/tokenizer';
import { mergePunctuation, splitIntoWords } from '../../../lib/whisper/words';
import { microFolder } from './support';

let tokenizer: WhisperTokenizer;
beforeAll(async () => {
	tokenizer = await readTokenizer(microFolder, 50257);
});

function split(text: string, language = 'en'): string[] {
	const tokens = tokenizer.encode(text);
	const words = splitIntoWords(tokenizer, tokens, language);
	expect(words.flatMap((word) => word.tokens)).toEqual(tokens);
	expect(words.map(({ word }) => word).join('')).toBe(text);
	return words.map(({ word }) => word);
}

describe('splitIntoWords', () => {
	it('begins a word at a space, and keeps the space', () => {
		expect(split(' Unbelievable stories happen')).toEqual([' Unbelievable', ' stories', ' happen']);
	});

	it('takes a mark as a word of its own', () => {
		expect(split(" Yes, it's so.")).toEqual([' Yes', ',', " it's", ' so', '.']);
	});

	it('leaves an ellipsis at its word', () => {
		expect(split(' well... no')).toEqual([' well...', ' no']);
	});

	it('splits languages without spaces at characters', () => {
		const words = split('東京は日本の首都です。', 'ja');
		expect(words.length).toBeGreaterThan(5);
		expect(words.at(-1)).toContain('。');
		expect(split('東京は日本の首都です。', 'en')).toHaveLength(1);
	});

	it('waits for all bytes of a character', () => {
		const words = split('🙂 café 語🙃', 'zh');
		expect(words.join('')).not.toContain('\ufffd');
		expect(words).toContain('🙂');
	});

	it('does not wait for bytes that never come', () => {
		const smile = tokenizer.encode(' 🙂');
		const tokens = [...smile.slice(0, -1), ...tokenizer.encode(' and on')];
		const words = splitIntoWords(tokenizer, tokens, 'en');
		expect(words.flatMap((word) => word.tokens)).toEqual(tokens);
		expect(words.map(({ word }) => word).join('')).toMatch(/^ \ufffd+ and on$/);
	});

	it('loses no token of a text that breaks off within a character', () => {
		const tokens = [...tokenizer.encode(' so'), ...tokenizer.encode(' 🙂').slice(0, -1)];
		for (const language of ['en', 'zh'])
			expect(splitIntoWords(tokenizer, tokens, language).flatMap((word) => word.tokens)).toEqual(
				tokens,
			);
	});

	it('gives nothing for nothing', () => {
		expect(splitIntoWords(tokenizer, [], 'en')).toEqual([]);
	});
});

describe('mergePunctuation', () => {
	const merge = (...texts: string[]) => {
		const words = texts.map((word, i) => ({ word, tokens: [i] }));
		mergePunctuation(words);
		expect(words.flatMap(({ tokens }) => tokens)).toEqual(texts.map((_, i) => i));
		return words.map(({ word }) => word).filter((word) => word !== '');
	};

	it('gives closing marks to the word before', () => {
		expect(merge(' Hello', ',', ' you', '.', '”')).toEqual([' Hello,', ' you.”']);
	});

	it('gives opening marks to the word after', () => {
		expect(merge(' so', ' “', 'Hello', ' (', 'you', ')')).toEqual([' so', ' “Hello', ' (you)']);
	});

	it('leaves words alone, a mark within one too', () => {
		expect(merge(" don't", ' stop', ' well...', ' no')).toEqual([
			" don't",
			' stop',
			' well...',
			' no',
		]);
	});

	it('leaves a mark that has no neighbour', () => {
		expect(merge('.')).toEqual(['.']);
		expect(merge()).toEqual([]);
	});
});
