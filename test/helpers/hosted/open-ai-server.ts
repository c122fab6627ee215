import { FLAVOURS, partsOf, type Fault, type Flavour } from './open-ai-flavours';
import { sampleOf } from './sample-of';
import { ScriptedServer, type Kind, type Reply, type SeenRequest } from './scripted-server';

/** Made up, of the shape of a real one. */
export const OPEN_AI_KEY = ['sk-proj', 'Kx8nQ2vB7mT4wL9zR1cJ6hG3dF5sP0aYuEtViO'].join('-');

const CHARACTERS_A_TOKEN = 4;
const PICTURE_TOKENS = 765;
const AUDIO_TOKENS = 50;

type AnswerText = string | ((request: SeenRequest) => string);

/** A server that speaks like OpenAI's `/v1`, on the loopback, with one flavour's own ways. */
export class OpenAiServer extends ScriptedServer {
	models = ['gpt-5.6-sol', 'gpt-4o', 'gpt-audio-mini', 'local-model'];
	cachedTokens = 0;
	/** Answers 400 to `response_format`, as builds without constrained decoding do. */
	refusesSchema = false;
	/** The text of a message's `refusal`. */
	refusal: string | null = null;
	private text?: AnswerText;
	private reason?: string;

	constructor(
		readonly flavour: Flavour,
		readonly apiKey: string,
	) {
		const self = () => this;
		super(openAiKind(self));
	}

	/** The text of all answers from now on; without it an answer tells what was seen, or fits the schema at its smallest. */
	answerWith(text: AnswerText): void {
		this.text = text;
	}

	/** The `finish_reason` of all answers from now on. */
	stopReason(reason: string): void {
		this.reason = reason;
	}

	chat(request: SeenRequest): Reply {
		const { body } = request;
		const whole = this.answerText(request);
		const limit = body.max_completion_tokens ?? body.max_tokens ?? Infinity;
		const text = whole.slice(0, limit * CHARACTERS_A_TOKEN);
		const finish_reason = this.reason ?? (text.length < whole.length ? 'length' : 'stop');
		const message = {
			role: 'assistant',
			content: this.refusal === null ? text : null,
			refusal: this.refusal,
		};
		const choices = [{ index: 0, message, finish_reason, logprobs: null }];
		const usage = this.usage(body, text);
		return {
			status: 200,
			body: {
				id: 'chatcmpl-1',
				object: 'chat.completion',
				created: 1,
				model: body.model,
				choices,
				usage,
			},
		};
	}

	fault(request: SeenRequest): Fault | undefined {
		const { body } = request;
		if (typeof body?.model !== 'string') return this.missing('model');
		if (!Array.isArray(body.messages)) return this.missing('messages');
		if (!this.models.includes(body.model)) return FLAVOURS[this.flavour].unknownModel(body.model);
		if (this.refusesSchema && body.response_format) {
			return {
				status: 400,
				message: "This model does not support response format 'json_schema': response_format",
			};
		}
		return FLAVOURS[this.flavour].refuse(body);
	}

	private missing(param: string): Fault {
		return this.flavour === 'speaches'
			? { status: 422, message: 'Field required', param }
			: {
					status: 400,
					message: `Missing required parameter: '${param}'.`,
					param,
					code: 'missing_required_parameter',
				};
	}

	private answerText(request: SeenRequest): string {
		if (typeof this.text === 'function') return this.text(request);
		if (this.text !== undefined) return this.text;
		const schema = request.body.response_format?.json_schema?.schema;
		if (schema) return JSON.stringify(sampleOf(schema));
		return `${partsOf(request.body).filter(({ type }) => type !== 'text').length} files seen.`;
	}

	private usage(body: unknown, text: string) {
		const parts = partsOf(body);
		const count = (kind: RegExp) => parts.filter(({ type }) => kind.test(type)).length;
		const words = parts.map((part) => part.text ?? '').join('').length;
		const prompt_tokens =
			8 +
			Math.ceil(words / CHARACTERS_A_TOKEN) +
			count(/^image/) * PICTURE_TOKENS +
			count(/audio/) * AUDIO_TOKENS;
		const completion_tokens = Math.ceil(text.length / CHARACTERS_A_TOKEN);
		const counters = {
			prompt_tokens,
			completion_tokens,
			total_tokens: prompt_tokens + completion_tokens,
		};
		const hasDetails = this.flavour === 'openAi' || this.flavour === 'groq';
		return hasDetails
			? { ...counters, prompt_tokens_details: { cached_tokens: this.cachedTokens } }
			: counters;
	}
}

/** Starts it; `baseUrl` ends in `/v1`. Close it when done. */
export async function startOpenAiServer(
	flavour: Flavour = 'openAi',
	apiKey = OPEN_AI_KEY,
): Promise<OpenAiServer> {
	return await new OpenAiServer(flavour, apiKey).start();
}

function openAiKind(server: () => OpenAiServer): Kind {
	let served = 0;
	const rules = () => FLAVOURS[server().flavour];
	const refuse = (fault: Fault): Reply => ({
		status: fault.status,
		body: rules().errorBody(fault),
	});
	return {
		prefix: '/v1',
		headers: (): Record<string, string> =>
			server().flavour === 'openAi' ? { 'x-request-id': `req-${++served}` } : {},
		failure: (status) =>
			rules().errorBody({
				status,
				message: WORDS[status] ?? 'The server had an error',
				code: CODES[status],
			}),
		handle: (request) => {
			const gate = gateFault(request, server());
			if (gate) return refuse(gate);
			const call = `${request.method} ${request.path.split('?')[0]}`;
			if (call === 'GET /v1/models') return listModels(server());
			if (call !== 'POST /v1/chat/completions')
				return refuse({ status: 404, message: `Invalid URL (${call})` });
			const fault = server().fault(request);
			return fault ? refuse(fault) : server().chat(request);
		},
	};
}

/** A refused key is echoed with its middle left out, as OpenAI does. */
function gateFault(
	{ headers, method }: SeenRequest,
	{ flavour, apiKey }: OpenAiServer,
): Fault | undefined {
	const { needsKey, keyFaults } = FLAVOURS[flavour];
	const key = /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1];
	if (needsKey && key === undefined) {
		return (
			keyFaults?.missing ?? {
				status: 401,
				message:
					"You didn't provide an API key. You need to provide your API key in an Authorization header using Bearer auth.",
				code: null,
			}
		);
	}
	if (needsKey && key !== apiKey) {
		const echo = `${key?.slice(0, 8)}${'*'.repeat(20)}${key?.slice(-4)}`;
		return (
			keyFaults?.wrong ?? {
				status: 401,
				message: `Incorrect API key provided: ${echo}. You can find your API key at https://platform.openai.com/account/api-keys.`,
				code: 'invalid_api_key',
			}
		);
	}
	const isTyped = /^(application\/json|multipart\/form-data)/.test(headers['content-type'] ?? '');
	return method === 'POST' && !isTyped
		? { status: 415, message: 'Unsupported Media Type' }
		: undefined;
}

function listModels({ models, flavour }: OpenAiServer): Reply {
	const fields = FLAVOURS[flavour].modelFields;
	const data = models.map((id) => ({
		id,
		object: 'model',
		created: 1,
		owned_by: 'someone',
		...fields,
	}));
	return { status: 200, body: { object: 'list', data } };
}

const WORDS: Record<number, string> = {
	401: 'Incorrect API key provided',
	413: 'Maximum content size limit (26214400) exceeded (26392998 bytes read)',
	429: 'Rate limit reached for requests',
	503: 'The engine is currently overloaded, please try again later',
};

const CODES: Record<number, string> = { 401: 'invalid_api_key', 429: 'rate_limit_exceeded' };
