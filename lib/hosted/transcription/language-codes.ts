/** The ISO codes and English names of Whisper's languages; source: openai-whisper's tokenizer. */
const LANGUAGES =
	'en english|zh chinese|de german|es spanish|ru russian|ko korean|fr french|ja japanese|pt portuguese|' +
	'tr turkish|pl polish|ca catalan|nl dutch|ar arabic|sv swedish|it italian|id indonesian|hi hindi|' +
	'fi finnish|vi vietnamese|he hebrew|uk ukrainian|el greek|ms malay|cs czech|ro romanian|da danish|' +
	'hu hungarian|ta tamil|no norwegian|th thai|ur urdu|hr croatian|bg bulgarian|lt lithuanian|la latin|' +
	'mi maori|ml malayalam|cy welsh|sk slovak|te telugu|fa persian|lv latvian|bn bengali|sr serbian|' +
	'az azerbaijani|sl slovenian|kn kannada|et estonian|mk macedonian|br breton|eu basque|is icelandic|' +
	'hy armenian|ne nepali|mn mongolian|bs bosnian|kk kazakh|sq albanian|sw swahili|gl galician|' +
	'mr marathi|pa punjabi|si sinhala|km khmer|sn shona|yo yoruba|so somali|af afrikaans|oc occitan|' +
	'ka georgian|be belarusian|tg tajik|sd sindhi|gu gujarati|am amharic|yi yiddish|lo lao|uz uzbek|' +
	'fo faroese|ht haitian creole|ps pashto|tk turkmen|nn nynorsk|mt maltese|sa sanskrit|' +
	'lb luxembourgish|my myanmar|bo tibetan|tl tagalog|mg malagasy|as assamese|tt tatar|haw hawaiian|' +
	'ln lingala|ha hausa|ba bashkir|jw javanese|su sundanese|yue cantonese';

/** Other names of the same languages; source: as above, and Unicode's names. */
const OTHER_NAMES =
	'my burmese|ca valencian|nl flemish|ht haitian|lb letzeburgesch|ps pushto|pa panjabi|ro moldavian|' +
	'ro moldovan|si sinhalese|es castilian|zh mandarin|' +
	'bn bangla|tl filipino|mi māori|nn norwegian nynorsk';

/** The ISO codes of Whisper's languages. */
export const LANGUAGE_CODES: readonly string[] = [...codesByName(LANGUAGES).values()];

const CODES = codesByName(`${LANGUAGES}|${OTHER_NAMES}`);

/** The ISO code of a language that a service names in English (`english`) or by its code (`en`, `en-US`). */
export function toLanguageCode(named: unknown): string | undefined {
	if (typeof named !== 'string') return undefined;
	const name = named.trim().toLowerCase();
	const code = /^([a-z]{2,3})([-_][a-z0-9]+)*$/.exec(name)?.[1];
	return CODES.get(name) ?? code;
}

function codesByName(list: string): Map<string, string> {
	return new Map(
		list.split('|').map((entry): [name: string, code: string] => {
			const space = entry.indexOf(' ');
			return [entry.slice(space + 1), entry.slice(0, space)];
		}),
	);
}
