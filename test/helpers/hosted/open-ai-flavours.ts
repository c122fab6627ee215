/** Whose server is imitated. */
export type Flavour =
	| 'openAi'
	| 'vllm'
	| 'vllmFlat'
	| 'ollama'
	| 'lmstudio'
	| 'groq'
	| 'speaches'
	| 'openRouter'
	| 'gemini';

/** What is wrong with a request, before a flavour puts it in its own shape. */
export interface Fault {
	status: number;
	message: string;
	param?: string | null;
	code?: string | null;
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- whatever a client sends
type Json = any;

export interface FlavourRules {
	needsKey: boolean;
	/** The flavour's own error body. */
	errorBody(fault: Fault): unknown;
	/** What this server does not take, though OpenAI's may. */
	refuse(body: Json): Fault | undefined;
	/** Fields of a model's entry in the list beyond OpenAI's. */
	modelFields?: object;
	unknownModel(model: string): Fault;
	/** How keys are refused, where it is not as OpenAI does. */
	keyFaults?: { missing: Fault; wrong: Fault };
}

const openAiBody = ({ message, param = null, code = null, status }: Fault) => ({
	error: { message, type: status >= 500 ? 'server_error' : 'invalid_request_error', param, code },
});
const openAiModel = (model: string) => ({
	status: 404,
	message: `The model \`${model}\` does not exist or you do not have access to it.`,
	code: 'model_not_found',
});
const vllmError = ({ status, message, param = null }: Fault) => ({
	message,
	type: status === 404 ? 'NotFoundError' : 'BadRequestError',
	param,
	code: status,
});
const vllmModel = (model: string) => ({
	status: 404,
	message: `The model \`${model}\` does not exist.`,
});

/** Only what breaks clients: shapes of errors, and parts of messages that are not taken. */
export const FLAVOURS: Record<Flavour, FlavourRules> = {
	openAi: {
		needsKey: true,
		errorBody: openAiBody,
		refuse: refuseAsOpenAi,
		unknownModel: openAiModel,
	},
	vllm: {
		needsKey: false,
		errorBody: (fault) => ({ error: vllmError(fault) }),
		refuse: () => undefined,
		modelFields: { max_model_len: 32_768, root: 'model' },
		unknownModel: vllmModel,
	},
	vllmFlat: {
		needsKey: false,
		errorBody: (fault) => ({ object: 'error', ...vllmError(fault) }),
		refuse: () => undefined,
		unknownModel: vllmModel,
	},
	ollama: {
		needsKey: false,
		errorBody: ({ message, status }) => ({
			error: {
				message,
				type: status === 404 ? 'not_found_error' : 'invalid_request_error',
				param: null,
				code: null,
			},
		}),
		refuse: refuseAsOllama,
		unknownModel: (model) => ({
			status: 404,
			message: `model "${model}" not found, try pulling it first`,
		}),
	},
	lmstudio: {
		needsKey: false,
		errorBody: ({ message }) => ({ error: message }),
		refuse: (body) =>
			refuseImages(
				body,
				/^data:image\/(png|jpe?g);/,
				"'url' field must be a base64 encoded image.",
			),
		unknownModel: (model) => ({
			status: 404,
			message: `Model "${model}" not found. Please specify a valid model.`,
		}),
	},
	groq: {
		needsKey: true,
		errorBody: openAiBody,
		refuse: (body) =>
			partsOf(body).some((part) => part.image_url?.detail === 'original')
				? {
						status: 400,
						message:
							"'messages.0.content.0.image_url.detail' : value is not one of the allowed values ['auto','low','high']",
					}
				: refuseUnknownFields(body),
		unknownModel: openAiModel,
	},
	speaches: {
		needsKey: false,
		errorBody: ({ message, status, param }) => ({
			detail: status === 422 ? [{ loc: ['body', param], msg: message, type: 'missing' }] : message,
		}),
		refuse: () => undefined,
		unknownModel: (model) => ({
			status: 404,
			message: `Model '${model}' is not installed locally. You can download the model using \`POST /v1/models\``,
		}),
	},
	openRouter: {
		needsKey: true,
		errorBody: ({ status, message }) => ({ error: { message, code: status } }),
		refuse: () => undefined,
		unknownModel: (model) => ({ status: 404, message: `No endpoints found for model ${model}.` }),
	},
	gemini: {
		needsKey: true,
		errorBody: ({ status: code, message }) => [
			{ error: { code, message, status: GEMINI_WORDS[code] } },
		],
		refuse: () => undefined,
		unknownModel: (model) => ({
			status: 404,
			message: `models/${model} is not found for API version v1main, or is not supported for generateContent.`,
		}),
		keyFaults: {
			missing: { status: 400, message: 'Missing or invalid Authorization header.' },
			wrong: { status: 400, message: 'API key not valid. Please pass a valid API key.' },
		},
	},
};

const GEMINI_WORDS: Record<number, string> = {
	400: 'INVALID_ARGUMENT',
	404: 'NOT_FOUND',
	429: 'RESOURCE_EXHAUSTED',
	503: 'UNAVAILABLE',
};

/** What OpenRouter sends with status 200 when the provider behind it fails: before an answer, or in the middle of one. */
export function failureBehind(code: number, message: string, when: 'before' | 'midway'): unknown {
	const error = { code, message };
	if (when === 'before') return { error, user_id: 'user_1' };
	const said = { role: 'assistant', content: 'Half an ans', refusal: null };
	return {
		id: 'gen-1',
		object: 'chat.completion',
		created: 1,
		model: 'gpt-4o',
		choices: [{ index: 0, message: said, finish_reason: 'error', error }],
	};
}

const FIELDS = [
	'model',
	'messages',
	'max_completion_tokens',
	'max_tokens',
	'response_format',
	'modalities',
	'audio',
	'temperature',
	'stream',
	'top_p',
	'n',
	'stop',
	'seed',
	'user',
	'metadata',
	'reasoning_effort',
];

function refuseAsOpenAi(body: Json): Fault | undefined {
	if (body.max_tokens !== undefined) {
		return {
			status: 400,
			message:
				"Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
			param: 'max_tokens',
			code: 'unsupported_parameter',
		};
	}
	const isDeaf =
		!/audio/.test(body.model) && partsOf(body).some(({ type }) => type === 'input_audio');
	if (isDeaf)
		return {
			status: 400,
			message: 'This model does not support audio input.',
			code: 'invalid_value',
		};
	return refuseUnknownFields(body) ?? refuseLooseSchema(body.response_format);
}

function refuseUnknownFields(body: Json): Fault | undefined {
	const field = Object.keys(body).find((name) => !FIELDS.includes(name));
	if (field)
		return {
			status: 400,
			message: `Unknown parameter: '${field}'.`,
			param: field,
			code: 'unknown_parameter',
		};
	const part = partsOf(body).find(
		({ type }) => !['text', 'image_url', 'input_audio', 'file'].includes(type),
	);
	return (
		part && {
			status: 400,
			message: `Invalid value: '${part.type}'. Supported values are: 'text', 'image_url', 'input_audio', 'refusal', 'audio', and 'file'.`,
			code: 'invalid_value',
		}
	);
}

/** With `strict` each object must be closed and require all it has. */
function refuseLooseSchema(format: Json): Fault | undefined {
	if (!format?.json_schema?.strict || isClosed(format.json_schema.schema)) return undefined;
	return {
		status: 400,
		message: `Invalid schema for response_format '${format.json_schema.name}': In context=(), 'additionalProperties' is required to be supplied and to be false.`,
		param: 'response_format',
	};
}

function isClosed(schema: Json): boolean {
	if (typeof schema !== 'object' || schema === null) return true;
	const names = Object.keys(schema.properties ?? {});
	const isFine =
		schema.type !== 'object' ||
		(schema.additionalProperties === false &&
			names.every((name) => schema.required?.includes(name)));
	return isFine && Object.values(schema).every(isClosed);
}

function refuseAsOllama(body: Json): Fault | undefined {
	const unknown = partsOf(body).find(
		({ type }) => !['text', 'image_url', 'input_audio'].includes(type),
	);
	if (unknown) return { status: 400, message: 'invalid message format' };
	const isRemote = partsOf(body).some((part) => /^https?:/.test(urlOf(part)));
	if (isRemote)
		return {
			status: 400,
			message: 'image URLs are not currently supported, please use base64 encoded data instead',
		};
	return refuseImages(body, /^data:image\/(jpe?g|png|webp);/, 'invalid image input');
}

function refuseImages(body: Json, allowed: RegExp, message: string): Fault | undefined {
	const isRefused = partsOf(body).some(
		(part) => part.type === 'image_url' && !allowed.test(urlOf(part)),
	);
	return isRefused ? { status: 400, message } : undefined;
}

function urlOf({ image_url: image }: Json): string {
	return typeof image === 'string' ? image : (image?.url ?? '');
}

export function partsOf({ messages = [] }: Json): Json[] {
	return messages.flatMap(({ content }: Json) =>
		Array.isArray(content) ? content : [{ type: 'text', text: content }],
	);
}
