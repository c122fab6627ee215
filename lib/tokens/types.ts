/** How finely a provider looks at a picture; `auto` is what it does when nothing is said. */
export type Detail = 'auto' | 'low' | 'high' | 'original';

/** Media resolution of Gemini, as its API names it in lower case. */
export type MediaResolution = 'default' | 'low' | 'medium' | 'high' | 'ultraHigh';

/** What a picture costs on a model. */
export interface TokenCount {
	/** Of the picture itself. */
	tokens: number;
	/** What the model sees after its own resizing, pixels; the picture's own where the provider does not say. */
	resizedWidth: number;
	resizedHeight: number;
	/** What stands around the picture in the prompt, where the model's code says so; not in `tokens`. */
	markerTokens?: number;
	/** Why the model would not take the picture so, and what to do: a sentence. The count holds all the same. */
	refusal?: string;
}

export interface CountOptions {
	detail?: Detail;
	mediaResolution?: MediaResolution;
	/** A frame of a video rather than a picture, where the model counts them otherwise. */
	isVideoFrame?: boolean;
}

/** Prices in US dollars a million tokens, where a source says so. */
export interface Price {
	input: number;
	output: number;
	/** ISO date of the source; year and month where the day is not known. */
	date: string;
	source: string;
	/** Of the price, for tokens that the provider had read before; absent where no source says so. */
	cachedShare?: number;
	/** What the whole request costs once it has more tokens than this. */
	longPrompt?: { aboveTokens: number; input: number; output: number };
}

export type TokenParameter = number | string | boolean | number[][];

/** A model of the table in models.json. */
export interface TokenModel {
	/** As the provider names it. */
	name: string;
	/** For the list: `Claude Opus 4.8`. */
	title: string;
	family: string;
	/** Numbers of the family's formula. */
	parameters: Record<string, TokenParameter>;
	/** When the source was read. */
	date: string;
	source: string;
	/** Further names; one that ends in * stands for all that begin so. */
	alsoCalled?: string[];
	price?: Price;
}
