/** The beginning of a text, with a mark where more of it follows. */
export function shorten(text: string, maximumCharacters: number): string {
	return text.length > maximumCharacters ? `${text.slice(0, maximumCharacters)}…` : text;
}
