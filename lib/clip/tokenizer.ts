/** A text as a model reads it. */
export interface TokenisedText {
	ids: number[];
	/** The text was longer than the model reads. */
	wasCut: boolean;
}

export interface ClipTokenizer {
	/** Tokens of the longest text, those that mark its start and end included. */
	maximumTokens: number;
	encode(text: string): TokenisedText;
}
