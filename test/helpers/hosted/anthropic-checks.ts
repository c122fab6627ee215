import sharp from 'sharp';
import type { SeenRequest } from './scripted-server';

/** A refusal: status, Anthropic's type of error, and its message. */
export class Refusal extends Error {
	constructor(
		readonly status: number,
		readonly type: string,
		message: string,
		readonly details?: Record<string, unknown>,
	) {
		super(message);
	}
}

const MAXIMUM_REQUEST_BYTES = 32 * 1024 * 1024;
const MAXIMUM_BASE64_CHARACTERS = 10 * 1024 * 1024;
const MANY_IMAGES = 20;
const MEDIA_TYPES = ['image/jpeg', 'image/png', 'image/gif', 'image/webp'];
const COUNTED_FIELDS = [
	'model',
	'messages',
	'system',
	'tools',
	'tool_choice',
	'thinking',
	'output_config',
];
const FIELDS = [
	...COUNTED_FIELDS,
	'max_tokens',
	'metadata',
	'stop_sequences',
	'stream',
	'service_tier',
	'cache_control',
];
const SAMPLING = ['temperature', 'top_p', 'top_k'];

/** A picture of a message, as far as its cost depends on it; a size only where its bytes came along. */
export interface SeenImage {
	width?: number;
	height?: number;
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- whatever a client sends
type Json = any;

/** The edge and the gate: size, key, version, content type. */
export function checkEntry({ headers, raw, method }: SeenRequest, apiKey: string): void {
	if (raw.length > MAXIMUM_REQUEST_BYTES) {
		throw new Refusal(413, 'request_too_large', 'Request exceeds the maximum size');
	}
	const bearer = /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1];
	const key = headers['x-api-key'] ?? bearer;
	if (key === undefined)
		throw new Refusal(401, 'authentication_error', 'x-api-key header is required');
	if (key !== apiKey) throw new Refusal(401, 'authentication_error', 'invalid x-api-key');
	if (!headers['anthropic-version']) invalid('anthropic-version: header is required');
	if (method === 'POST' && !headers['content-type']?.startsWith('application/json')) {
		invalid('content-type: expected application/json');
	}
}

/** The fields of a message, for sending or for counting. Returns its pictures. */
export async function checkMessage(body: Json, isCount: boolean): Promise<SeenImage[]> {
	if (typeof body !== 'object') invalid('The request body is not valid JSON');
	for (const field of Object.keys(body)) checkField(field, isCount ? COUNTED_FIELDS : FIELDS);
	if (typeof body.model !== 'string') invalid('model: Field required');
	if (!isCount && !(body.max_tokens >= 1)) invalid('max_tokens: Field required');
	if (!Array.isArray(body.messages) || body.messages.length === 0) {
		invalid('messages: at least one message is required');
	}
	checkFormat(body.output_config?.format);
	return await checkContent(body.messages, isCount);
}

function checkField(field: string, known: string[]): void {
	if (SAMPLING.includes(field)) {
		invalid(`${field}: sampling parameters are not supported with this version of the API`);
	}
	if (!known.includes(field)) invalid(`${field}: Extra inputs are not permitted`);
}

function checkFormat(format: Json): void {
	if (!format) return;
	if (format.type !== 'json_schema')
		invalid("output_config.format.type: Input should be 'json_schema'");
	checkSchema(format.schema);
}

function checkSchema(schema: Json): void {
	if (typeof schema !== 'object' || schema === null) return;
	if (schema.type === 'object' && schema.additionalProperties !== false) {
		invalid(
			"output_config.format.schema: For 'object' type, 'additionalProperties' must be explicitly set to false",
		);
	}
	for (const part of Object.values(schema)) checkSchema(part);
}

async function checkContent(messages: Json[], isCount: boolean): Promise<SeenImage[]> {
	const images: SeenImage[] = [];
	const blocks = messages.flatMap(({ content }, m) =>
		typeof content === 'string'
			? [[{ type: 'text', text: content }, `messages.${m}.content`]]
			: content.map((block: Json, b: number) => [block, `messages.${m}.content.${b}`]),
	) as Array<[Json, string]>;
	const count = blocks.filter(([block]) => block.type === 'image').length;
	for (const [block, place] of blocks) {
		if (block.type === 'image') images.push(await checkImage(block.source, place, count, isCount));
		else if (block.type !== 'text')
			invalid(
				`${place}.type: Input tag '${block.type}' found using 'type' does not match any of the expected tags`,
			);
		else if (!block.text) invalid(`messages: text content blocks must be non-empty`);
	}
	return images;
}

async function checkImage(
	source: Json,
	place: string,
	count: number,
	isCount: boolean,
): Promise<SeenImage> {
	if (source?.type === 'url' || source?.type === 'file') {
		if (isCount)
			invalid(`${place}.image.source: ${source.type} sources are not supported for token counting`);
		return {};
	}
	if (source?.type !== 'base64') invalid(`${place}.image.source.type: unknown`);
	if (!MEDIA_TYPES.includes(source.media_type)) {
		invalid(`${place}.image.source.base64.media_type: Input should be ${MEDIA_TYPES.join(', ')}`);
	}
	if (source.data.startsWith('data:'))
		invalid(`${place}.image.source.base64.data: invalid base64 data`);
	if (source.data.length > MAXIMUM_BASE64_CHARACTERS) {
		invalid(
			`${place}.image.source.base64: image exceeds 10 MB maximum: ${source.data.length} bytes > ${MAXIMUM_BASE64_CHARACTERS} bytes`,
		);
	}
	const { width, height, format } = await sharp(Buffer.from(source.data, 'base64'))
		.metadata()
		.catch(() => invalid('Could not process image'));
	if (source.media_type !== `image/${format}`) {
		invalid(
			`${place}.image.source.base64: The image was specified using the ${source.media_type} media type, but the image appears to be a image/${format} image`,
		);
	}
	checkSides(Math.max(width, height), count, place);
	return { width, height };
}

function checkSides(longPixels: number, count: number, place: string): void {
	const isMany = count > MANY_IMAGES;
	const limit = isMany ? 2000 : 8000;
	if (longPixels <= limit) return;
	const details = {
		error_code: 'image_dimensions_too_large',
		max_side_length_pixels: limit,
		paths: [place],
	};
	invalid(
		`${place}.image.source.base64.data: At least one of the image dimensions exceed max allowed size${isMany ? ' for many-image requests' : ''}: ${limit} pixels`,
		details,
	);
}

function invalid(message: string, details?: Record<string, unknown>): never {
	throw new Refusal(400, 'invalid_request_error', message, details);
}
