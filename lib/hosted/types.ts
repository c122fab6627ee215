/** The web's own `fetch`. lib/n8n makes one that goes through n8n's HTTP helper: proxies and protection of internal addresses hold. */
export type Fetch = typeof globalThis.fetch;

/** Whose wire format is spoken: Anthropic's, or OpenAI's, as vLLM, Ollama, LM Studio, Groq, speaches, OpenRouter and Gemini do too. */
export type Provider = 'anthropic' | 'openAi';

/** A hosted service and how it is reached. */
export interface Service {
	provider: Provider;
	/** Absent: the provider's own. */
	baseUrl?: string;
	/** Servers of one's own may need none. Never goes into an error, a log or an item. */
	apiKey?: string;
	fetch: Fetch;
	/** Of one try, from its first byte sent to its last received. */
	timeoutMs: number;
	/** Further tries after 408, 409, 429, 5xx and broken connections. */
	maximumRetries: number;
}

/** What a call consumed; what the service does not say is absent. */
export interface HostedUsage {
	/** All of the prompt, cached tokens among them. */
	inputTokens?: number;
	outputTokens?: number;
	/** Those of `inputTokens` that the service had read before. */
	cachedTokens?: number;
	audioSeconds?: number;
}

/** How finely a picture is looked at; only services of OpenAI's kind know it. */
export type ImageDetail = 'auto' | 'low' | 'high' | 'original';

/** A piece of a message. Files are read when the message is sent. */
export type Part =
	| { kind: 'text'; text: string }
	| { kind: 'image'; file: string; mediaType: string; detail?: ImageDetail }
	| { kind: 'audio'; file: string; format: 'wav' | 'mp3'; as: AudioPartKind };

/** `inputAudio` is OpenAI's part, `audioUrl` (a data URI) vLLM's. */
export type AudioPartKind = 'inputAudio' | 'audioUrl';

/** A JSON Schema (draft 2020-12 or 7) of an object. */
export type JsonSchema = Record<string, unknown>;

/** One message to a model that sees or hears. */
export interface Question {
	model: string;
	system?: string;
	parts: Part[];
	maximumOutputTokens: number;
	/** Makes the answer JSON of this shape. */
	schema?: JsonSchema;
}

/** How an answer ended: by itself, at `maximumOutputTokens` (or the model's own window), or because the service declined. */
export type Finish = 'complete' | 'truncated' | 'refused';

/** What a model answered. */
export interface Answer {
	text: string;
	/** The answer as data, checked against the schema; there where one was given and `finish` is `complete`. */
	json?: unknown;
	finish: Finish;
	/** The provider's own word for `finish`: `end_turn`, `length`, ... */
	stopReason: string;
	usage: HostedUsage;
	/** As the service names it. */
	model: string;
	/** For the provider's support. */
	requestId?: string;
	durationMs: number;
}
