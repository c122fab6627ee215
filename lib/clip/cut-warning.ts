/** Characters of a text that a warning shows. */
const SHOWN_CHARACTERS = 60;

/** What a person should know about texts that were cut; nothing when none was. */
export function cutWarnings(cutTexts: string[], maximumTokens: number): string[] {
	if (cutTexts.length === 0) return [];
	const [first] = cutTexts;
	const shown = first.length > SHOWN_CHARACTERS ? `${first.slice(0, SHOWN_CHARACTERS)}...` : first;
	return cutTexts.length === 1
		? [`A text is longer than the model reads (${maximumTokens} tokens) and was cut: "${shown}"`]
		: [
				`${cutTexts.length} texts are longer than the model reads (${maximumTokens} tokens) and were cut; the first: "${shown}"`,
			];
}
