import type { INodePropertyOptions } from 'n8n-workflow';

/** Every language of the multilingual Whisper models, by its ISO code. */
const CODES =
	`af am ar as az ba be bg bn bo br bs ca cs cy da de el en es et eu fa fi fo fr gl gu ha
	haw he hi hr ht hu hy id is it ja jw ka kk km kn ko la lb ln lo lt lv mg mi mk ml mn mr ms mt my ne
	nl nn no oc pa pl ps pt ro ru sa sd si sk sl sn so sq sr su sv sw ta te tg th tk tl tr tt uk ur uz
	vi yi yo yue zh`.split(/\s+/);

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
export const languageOptions: INodePropertyOptions[] = CODES.map((code) => ({
	name: `${languageName(code)} (${code})`,
	value: code,
})).sort((one, other) => one.name.localeCompare(other.name, 'en'));
