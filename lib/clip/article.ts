/** Written with a vowel, spoken with a consonant: a unicorn, a user, a euro, a one-way street. */
const SOUNDS_LIKE_CONSONANT =
	/^(uni(?![dmn]|ll)|us[aeiu]|ut[ei]|eu|ewe|once|one(?![a-z])|ufo|usb|u[a-z]?(?![a-z]))/;
/** A silent h. */
const SOUNDS_LIKE_VOWEL = /^(hour|honest|hono|heir)/;
/** 8, 11, 18, 80, ...: eight, eleven, eighteen. */
const NUMBER_WITH_VOWEL = /^(8|1[18](?!\d))/;
const VOWEL_LETTER = /^[aeiou]/;

/** Joins the parts of a text with "a" or "an", whichever suits the word that follows. */
export function withArticles(parts: string[]): string {
	return parts.reduce((before, _, index) => {
		const after = parts.slice(index).join('');
		return before + articleBefore(after) + parts[index];
	});
}

function articleBefore(text: string): string {
	const word = firstWord(text);
	if (SOUNDS_LIKE_VOWEL.test(word) || NUMBER_WITH_VOWEL.test(word)) return 'an';
	return VOWEL_LETTER.test(word) && !SOUNDS_LIKE_CONSONANT.test(word) ? 'an' : 'a';
}

/** In small letters, without accents and without the quotation marks before it. */
function firstWord(text: string): string {
	const plain = text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
	return /[\p{L}\p{N}].*/u.exec(plain)?.[0] ?? '';
}
