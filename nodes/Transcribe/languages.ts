import type { INodePropertyOptions } from 'n8n-workflow';
import { LANGUAGE_CODES } from '../../lib/hosted/transcription/language-codes';

const names = new Intl.DisplayNames(['en'], { type: 'language' });

/** The English name of a language code; the code itself when it has none. */
export function languageName(code: string): string {
	try {
		return names.of(code) ?? code;
	} catch {
		return code;
	}
}

/** All languages for a dropdown, by name. */
export const languageOptions: INodePropertyOptions[] = LANGUAGE_CODES.map((code) => ({
	name: `${languageName(code)} (${code})`,
	value: code,
})).sort((one, other) => one.name.localeCompare(other.name, 'en'));
