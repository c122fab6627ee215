import type { Flavour } from './transcription-reply';
import type { Upload } from './transcription-server';

export interface Refusal {
	status: number;
	body: object;
}

interface ModelRules {
	/** As it calls itself in errors. */
	inner?: string;
	formats: string[];
	/** Beside file, model, response_format and temperature. */
	fields: string[];
	maximumSeconds?: number;
	translates?: boolean;
	dividesAfterSeconds?: number;
}

const STAMPS = 'timestamp_granularities[]';
const GPT = { maximumSeconds: 1400 };

/** OpenAI's own models, by its SDK, its guide, and its answers as users quote them. */
const OPEN_AI: Record<string, ModelRules> = {
	'whisper-1': {
		formats: ['json', 'text', 'srt', 'verbose_json', 'vtt'],
		fields: ['language', 'prompt', STAMPS],
		translates: true,
	},
	'gpt-4o-transcribe': {
		...GPT,
		inner: 'gpt-4o-transcribe-api-ev3',
		formats: ['json', 'text'],
		fields: ['language', 'prompt', 'include[]', 'chunking_strategy'],
	},
	'gpt-4o-mini-transcribe': {
		...GPT,
		inner: 'gpt-4o-mini-transcribe-api-ev3',
		formats: ['json', 'text'],
		fields: ['language', 'prompt', 'include[]', 'chunking_strategy'],
	},
	'gpt-4o-transcribe-diarize': {
		...GPT,
		formats: ['json', 'text', 'diarized_json'],
		fields: [
			'language',
			'chunking_strategy',
			'known_speaker_names[]',
			'known_speaker_references[]',
		],
		dividesAfterSeconds: 30,
	},
	'gpt-transcribe': {
		...GPT,
		inner: 'gpt-transcribe-api-ev3',
		formats: ['json', 'text'],
		fields: ['languages[]', 'keywords[]', 'prompt', 'chunking_strategy'],
	},
};

const WHISPER_FIELDS = ['language', 'prompt', STAMPS];
const ALL_FORMATS = ['json', 'text', 'srt', 'verbose_json', 'vtt'];

/** Servers that take whatever model they were given. */
const OTHERS: Record<Exclude<Flavour, 'openAi'>, (model: string) => ModelRules | undefined> = {
	vllm: () => ({ formats: ALL_FORMATS, fields: WHISPER_FIELDS, translates: true }),
	groq: (model) =>
		/^whisper-large-v3(-turbo)?$/.test(model)
			? {
					formats: ['json', 'text', 'verbose_json'],
					fields: WHISPER_FIELDS,
					translates: !model.endsWith('turbo'),
				}
			: undefined,
	speaches: (model) =>
		model.startsWith('Systran/')
			? { formats: ALL_FORMATS, fields: WHISPER_FIELDS, translates: true }
			: undefined,
	plain: () => ({ formats: ['json'], fields: ['language', 'prompt'] }),
};

const EXTENSIONS = ['flac', 'm4a', 'mp3', 'mp4', 'mpeg', 'mpga', 'oga', 'ogg', 'wav', 'webm'];

/** Why a server of this kind would not take the upload. Stricter than OpenAI with fields that it would ignore. */
export function refusal(flavour: Flavour, upload: Upload): Refusal | undefined {
	const [model] = upload.fields.model ?? [];
	if (!model) return invalid('you must provide a model parameter', null);
	const rules = flavour === 'openAi' ? OPEN_AI[model] : OTHERS[flavour](model);
	if (!rules) return unknownModel(flavour, model);
	return (
		refuseFile(upload) ??
		refuseFormat(rules, model, upload) ??
		refuseFields(rules, model, upload) ??
		refuseLength(rules, upload)
	);
}

function refuseFile({ file }: Upload): Refusal | undefined {
	const extension = file.name.split('.').at(-1) ?? '';
	if (EXTENSIONS.includes(extension)) return undefined;
	const known = EXTENSIONS.map((one) => `'${one}'`).join(', ');
	return invalid(`Invalid file format. Supported formats: [${known}]`, 'file');
}

function refuseFormat(
	{ inner, formats }: ModelRules,
	model: string,
	{ fields }: Upload,
): Refusal | undefined {
	const [format = 'json'] = fields.response_format ?? [];
	if (!formats.includes(format)) {
		const others = formats.map((one) => `'${one}'`).join(' or ');
		const message = `response_format '${format}' is not compatible with model '${inner ?? model}'. Use ${others} instead.`;
		return invalid(message, 'response_format', 'unsupported_value');
	}
	if (fields[STAMPS] && format !== 'verbose_json') {
		const message = `timestamp_granularities are only supported with response_format 'verbose_json'.`;
		return invalid(message, 'timestamp_granularities');
	}
	return undefined;
}

function refuseFields(rules: ModelRules, model: string, upload: Upload): Refusal | undefined {
	const { fields, route } = upload;
	if (route === 'translations' && !rules.translates) {
		return invalid(`Invalid model ${model}. The model must support translation.`, 'model');
	}
	const inTranslation = ['prompt'];
	const taken = route === 'translations' ? inTranslation : rules.fields;
	const allowed = ['model', 'response_format', 'temperature', ...taken];
	const odd = Object.keys(fields).find((name) => !allowed.includes(name));
	if (odd) {
		const name = odd.replace('[]', '');
		return invalid(`${name} is not supported for model '${model}'.`, name, 'unsupported_parameter');
	}
	const temperature = Number(fields.temperature?.[0] ?? 0);
	if (!(temperature >= 0 && temperature <= 1)) {
		return invalid(`temperature must be between 0 and 1, got ${temperature}`, 'temperature');
	}
	return undefined;
}

function refuseLength(
	{ maximumSeconds, dividesAfterSeconds }: ModelRules,
	{ seconds, fields }: Upload,
): Refusal | undefined {
	if (maximumSeconds && seconds > maximumSeconds) {
		const message = `audio duration ${seconds} seconds is longer than ${maximumSeconds} seconds which is the maximum for this model`;
		return invalid(message, 'file', 'invalid_value');
	}
	if (dividesAfterSeconds && seconds > dividesAfterSeconds && !fields.chunking_strategy) {
		return invalid('chunking_strategy is required for diarization models', 'chunking_strategy');
	}
	return undefined;
}

function invalid(message: string, param: string | null, code: string | null = null): Refusal {
	return { status: 400, body: { error: { message, type: 'invalid_request_error', param, code } } };
}

function unknownModel(flavour: Flavour, model: string): Refusal {
	if (flavour === 'speaches') {
		const detail = `Model '${model}' is not installed locally. You can download the model using \`POST /v1/models\``;
		return { status: 404, body: { detail } };
	}
	const message = `The model \`${model}\` does not exist or you do not have access to it.`;
	const error = { message, type: 'invalid_request_error', param: null, code: 'model_not_found' };
	return { status: 404, body: { error } };
}
