/** How finely a provider looks at a picture; `auto` is what it does when nothing is said. */
export type Detail = 'auto' | 'low' | 'high' | 'original';

/** Media resolution of Gemini, as its API names it in lower case. */
export type MediaResolution = 'default' | 'low' | 'medium' | 'high' | 'ultraHigh';

/** What a picture costs on a model. */
export interface TokenCount {
	tokens: number;
	/** What the model sees after its own resizing, pixels. */
	resizedWidth: number;
	resizedHeight: number;
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
	/** ISO date of the source. */
	date: string;
	source: string;
}

/** A model of the table in models.json. */
export interface TokenModel {
	/** As the provider names it. */
	name: string;
	/** For the list: `Claude Opus 4.8`. */
	title: string;
	family: string;
	/** Numbers of the family's formula. */
	parameters: Record<string, number | string | boolean>;
	date: string;
	source: string;
	price?: Price;
}
