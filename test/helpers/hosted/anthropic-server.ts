import { countClaude } from '../../../lib/tokens/claude';
import { checkEntry, checkMessage, Refusal, type SeenImage } from './anthropic-checks';
import { sampleOf } from './sample-of';
import { ScriptedServer, type Kind, type Reply, type SeenRequest } from './scripted-server';

/** Made up, of the shape of a real one. */
export const ANTHROPIC_KEY = ['sk-ant-api03', 'Zq7vT2mLkW9xR4bN8cJ5hG1dF6sP3aYw', 'uVtEo0iA'].join(
	'-',
);

/** Claude's standard tier. */
const PICTURES = { edgePixels: 1568, maximumTokens: 1568, maximumSidePixels: 8000 };
const WRAPPING_TOKENS = 8;
const CHARACTERS_A_TOKEN = 4;

const MODELS = ['claude-opus-5-5', 'claude-sonnet-5-5', 'claude-haiku-5-5', 'claude-haiku-4-5'];
const MAXIMUM_OUTPUT_TOKENS = 64_000;

type AnswerText = string | ((request: SeenRequest) => string);

/** Anthropic's API as of 2026-10-21, on the loopback: what it takes, refuses and answers. */
export class AnthropicServer extends ScriptedServer {
	models = MODELS;
	/** Of the prompt's tokens these are said to come from the cache, and to go into it. */
	cached = { read: 0, written: 0 };
	private text?: AnswerText;
	private reason?: { stop_reason: string; stop_details?: object | null };

	constructor(readonly apiKey: string) {
		const self = () => this;
		super(anthropicKind(self));
	}

	/** The text of all answers from now on; without it an answer tells what was seen, or fits the schema at its smallest. */
	answerWith(text: AnswerText): void {
		this.text = text;
	}

	/** Why all answers from now on end; a refusal has no content. */
	stopReason(reason: string, details: object | null = null): void {
		this.reason = { stop_reason: reason, stop_details: details };
	}

	message(request: SeenRequest, images: SeenImage[]): Reply {
		const { model, max_tokens: limit } = request.body;
		if (limit > MAXIMUM_OUTPUT_TOKENS) throw tooManyTokens(limit, model);
		const whole = this.reason?.stop_reason === 'refusal' ? '' : this.answerText(request, images);
		const text = whole.slice(0, limit * CHARACTERS_A_TOKEN);
		const ended = {
			stop_reason: text.length < whole.length ? 'max_tokens' : 'end_turn',
			stop_details: null,
		};
		return {
			status: 200,
			body: {
				...skeleton(model, text),
				...ended,
				...this.reason,
				usage: this.usage(request, images, text),
			},
		};
	}

	count(request: SeenRequest, images: SeenImage[]): Reply {
		return { status: 200, body: { input_tokens: countPrompt(request, images) } };
	}

	checkModel({ body }: SeenRequest): void {
		if (!this.models.includes(body.model))
			throw new Refusal(404, 'not_found_error', `model: ${body.model}`);
	}

	private answerText(request: SeenRequest, images: SeenImage[]): string {
		if (typeof this.text === 'function') return this.text(request);
		if (this.text !== undefined) return this.text;
		const schema = request.body.output_config?.format?.schema;
		return schema ? JSON.stringify(sampleOf(schema)) : `${images.length} pictures seen.`;
	}

	private usage(request: SeenRequest, images: SeenImage[], text: string) {
		const { read, written } = this.cached;
		return {
			input_tokens: countPrompt(request, images) - read - written,
			output_tokens: Math.ceil(text.length / CHARACTERS_A_TOKEN),
			cache_creation_input_tokens: written,
			cache_read_input_tokens: read,
			cache_creation: { ephemeral_5m_input_tokens: written, ephemeral_1h_input_tokens: 0 },
			output_tokens_details: { thinking_tokens: 0 },
			server_tool_use: null,
			service_tier: 'standard',
			inference_geo: null,
			speed: null,
		};
	}
}

/** Starts it; `baseUrl`, `apiKey` and what it saw are on it. Close it when done. */
export async function startAnthropicServer(apiKey = ANTHROPIC_KEY): Promise<AnthropicServer> {
	return await new AnthropicServer(apiKey).start();
}

function anthropicKind(server: () => AnthropicServer): Kind {
	let served = 0;
	return {
		prefix: '',
		headers: () => ({ 'request-id': `req_${++served}`, ...rateLimits() }),
		failure: (status) =>
			errorBody(
				new Refusal(status, TYPES[status] ?? 'api_error', WORDS[status] ?? 'Internal server error'),
			),
		handle: async (request) => {
			try {
				checkEntry(request, server().apiKey);
				return await route(server(), request);
			} catch (error) {
				if (!(error instanceof Refusal)) throw error;
				return { status: error.status, body: errorBody(error) };
			}
		},
	};
}

async function route(server: AnthropicServer, request: SeenRequest): Promise<Reply> {
	const { pathname, searchParams } = new URL(request.path, 'http://server');
	const call = `${request.method} ${pathname}`;
	if (call === 'GET /v1/models') return listModels(server.models, searchParams);
	if (call === 'POST /v1/messages' || call === 'POST /v1/messages/count_tokens') {
		const isCount = pathname.endsWith('count_tokens');
		const images = await checkMessage(request.body, isCount);
		server.checkModel(request);
		return isCount ? server.count(request, images) : server.message(request, images);
	}
	throw new Refusal(404, 'not_found_error', 'Not found');
}

function listModels(ids: string[], query: URLSearchParams): Reply {
	const limit = Number(query.get('limit') ?? 20);
	if (!(limit >= 1 && limit <= 1000))
		throw new Refusal(400, 'invalid_request_error', 'limit: Input should be between 1 and 1000');
	const start = ids.indexOf(query.get('after_id') ?? '') + 1;
	const page = ids.slice(start, start + limit);
	const data = page.map((id) => ({
		type: 'model',
		id,
		display_name: id.replace(/^claude/, 'Claude').replaceAll('-', ' '),
		created_at: '2026-10-01T00:00:00Z',
		lifecycle: 'active',
		capabilities: { image_input: { supported: true } },
	}));
	const has_more = start + limit < ids.length;
	return {
		status: 200,
		body: { data, has_more, first_id: page[0] ?? null, last_id: page.at(-1) ?? null },
	};
}

function skeleton(model: string, text: string) {
	const content =
		text === ''
			? []
			: [
					{ type: 'thinking', thinking: 'Let me look.', signature: 'x' },
					{ type: 'text', text, citations: null },
				];
	return {
		id: 'msg_1',
		type: 'message',
		role: 'assistant',
		model,
		content,
		stop_sequence: null,
		container: null,
		diagnostics: null,
	};
}

function countPrompt({ body }: SeenRequest, images: SeenImage[]): number {
	const texts = JSON.stringify([body.system ?? '', body.messages]).replace(/"data":"[^"]*"/g, '');
	const pictures = images.map(
		({ width = 1000, height = 1000 }) => countClaude({ width, height }, PICTURES).tokens,
	);
	return pictures.reduce(
		(sum, tokens) => sum + tokens,
		Math.ceil(texts.length / CHARACTERS_A_TOKEN) + WRAPPING_TOKENS,
	);
}

function tooManyTokens(limit: number, model: string): Refusal {
	return new Refusal(
		400,
		'invalid_request_error',
		`max_tokens: ${limit} > ${MAXIMUM_OUTPUT_TOKENS}, which is the maximum allowed number of output tokens for ${model}`,
	);
}

function errorBody({ type, message, details }: Refusal) {
	return {
		type: 'error',
		error: { type, message, ...(details && { details }) },
		request_id: 'req_0',
	};
}

function rateLimits(): Record<string, string> {
	const reset = new Date(Date.now() + 60_000).toISOString();
	const kinds = ['requests', 'tokens', 'input-tokens', 'output-tokens'];
	const triples = kinds.flatMap((kind) => [
		[`anthropic-ratelimit-${kind}-limit`, '4000'],
		[`anthropic-ratelimit-${kind}-remaining`, '3999'],
		[`anthropic-ratelimit-${kind}-reset`, reset],
	]);
	return Object.fromEntries(triples) as Record<string, string>;
}

const TYPES: Record<number, string> = {
	400: 'invalid_request_error',
	401: 'authentication_error',
	402: 'billing_error',
	403: 'permission_error',
	404: 'not_found_error',
	409: 'conflict_error',
	413: 'request_too_large',
	429: 'rate_limit_error',
	500: 'api_error',
	504: 'timeout_error',
	529: 'overloaded_error',
};

const WORDS: Record<number, string> = {
	401: 'invalid x-api-key',
	402: 'Your credit balance is too low to access the Anthropic API',
	413: 'Request exceeds the maximum size',
	429: 'This request would exceed your organization’s rate limit',
	529: 'Overloaded',
};
