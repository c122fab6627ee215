import { placeWords } from '../../../../lib/hosted/transcription/place-words';

/** Sentences of two seconds each. */
const sentences = (...texts: string[]) =>
	texts.map((text, index) => ({ start: 2 * index, end: 2 * index + 2, text }));
/** Words of half a second each. */
const bare = (...words: string[]) =>
	words.map((word, index) => ({ word, start: index / 2, end: index / 2 + 0.5 }));
const spoken = (texts: string[], words: string[]) =>
	placeWords(sentences(...texts), bare(...words)).map((segment) =>
		segment.words?.map(({ word }) => word),
	);

describe('placeWords', () => {
	it('gives words the spaces and marks of their sentence: together they are the sentence', () => {
		const texts = [" Well, it's “twenty-five” — $5.50, no?", ' (Yes!) He said: a-ha...'];
		const words = ['Well', "it's", 'twenty', 'five', '5.50', 'no', 'Yes', 'He', 'said', 'a', 'ha'];
		const placed = spoken(texts, words);
		expect(placed.map((list) => list?.join(''))).toEqual(texts);
		expect(placed[0]).toEqual([' Well,', " it's", ' “twenty', '-five”', ' — $5.50,', ' no?']);
		expect(placed[1]).toEqual([' (Yes!)', ' He', ' said:', ' a', '-ha...']);
	});

	it('keeps the times', () => {
		const [{ words }] = placeWords(sentences(' Hi there'), bare('Hi', 'there'));
		expect(words).toEqual([
			{ word: ' Hi', start: 0, end: 0.5 },
			{ word: ' there', start: 0.5, end: 1 },
		]);
	});

	it('tells repeated words apart by their order', () => {
		expect(spoken([' no no', ' no, a no'], ['no', 'no', 'no', 'a', 'no'])).toEqual([
			[' no', ' no'],
			[' no,', ' a', ' no'],
		]);
	});

	it('does not find a word inside another', () => {
		expect(spoken([' Carthage at a place'], ['Carthage', 'a', 'place'])).toEqual([
			[' Carthage', ' a', ' place'],
		]);
	});

	it('puts a word that the text spells otherwise where its time is', () => {
		expect(spoken([' One 2', ' three'], ['One', 'two', 'three'])).toEqual([
			[' One', ' two'],
			[' three'],
		]);
	});

	it('takes words that come with their spaces and marks', () => {
		expect(spoken([' Hi, there.'], [' Hi,', ' there.'])).toEqual([[' Hi,', ' there.']]);
	});

	it('puts no spaces where a language has none', () => {
		expect(spoken(['你好，世界。'], ['你', '好', '世界'])).toEqual([['你', '好，', '世界。']]);
	});

	it('leaves a sentence without words as it is', () => {
		expect(spoken([' ...', ' Hi'], ['Hi'])).toEqual([undefined, [' Hi']]);
		expect(placeWords([], bare('Hi'))).toEqual([]);
	});
});
