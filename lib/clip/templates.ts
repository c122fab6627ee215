import { MAXIMUM_LABEL_TEXTS } from '../limits';
import { clipInputError } from './errors';
import type { LabelSet } from './types';

/** Written with a vowel, spoken with a consonant: a unicorn, a user, a euro, a one-way street. */
const SOUNDS_LIKE_CONSONANT =
	/^(uni(?![dmn]|ll)|us[aeiu]|ut[ei]|eu|ewe|once|one(?![a-z])|ufo|usb|u[a-z]?(?![a-z]))/;
/** A silent h. */
const SOUNDS_LIKE_VOWEL = /^(hour|honest|hono|heir)/;
/** 8, 11, 18, 80, ...: eight, eleven, eighteen. */
const NUMBER_WITH_VOWEL = /^(8|1[18](?!\d))/;
const VOWEL_LETTER = /^[aeiou]/;

/** A label set that can be worked with: trimmed, without repeats. Throws a coded error where nothing is left. */
export function checkLabelSet({ labels, templates }: LabelSet): LabelSet {
	const set = { labels: tidy(labels), templates: tidy(templates) };
	if (set.labels.length === 0) throw clipInputError('LABELS_EMPTY', {});
	if (set.templates.length === 0) throw clipInputError('TEMPLATES_EMPTY', {});
	for (const template of set.templates) {
		if (!template.includes('{label}')) throw clipInputError('TEMPLATE_WITHOUT_LABEL', { template });
	}
	if (set.labels.length * set.templates.length > MAXIMUM_LABEL_TEXTS) {
		const { length } = set.templates;
		throw clipInputError('LABELS_TOO_MANY', { labels: set.labels.length, templates: length });
	}
	return set;
}

/** The text that a model reads: `{label}` is the label, `{a}` becomes "a" or "an" before the next word. */
export function fillTemplate(template: string, label: string): string {
	return withArticles(template.split('{a}').map((part) => part.replaceAll('{label}', () => label)));
}

function tidy(lines: string[]): string[] {
	return [...new Set(lines.map((line) => line.trim()).filter((line) => line !== ''))];
}

/** Joins the parts of a text with "a" or "an", whichever suits the word that follows. */
function withArticles(parts: string[]): string {
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
