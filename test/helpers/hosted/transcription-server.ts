import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { probeMedia } from '../../../lib/media/probe';
import { serve, type Loopback, type SeenRequest } from '../loopback';
import { refusal, type Refusal } from './transcription-rules';
import { writeReply, type Flavour, type Heard } from './transcription-reply';

export type { Flavour, Heard } from './transcription-reply';

/** One upload as the server understood it. */
export interface Upload {
	route: 'transcriptions' | 'translations';
	fields: Record<string, string[]>;
	/** Of the sound. */
	seconds: number;
	/** Of the whole form. */
	bodyBytes: number;
	file: { name: string; type: string; path: string; bytes: number };
}

export interface TranscriptionServerOptions {
	/** Whose wire format and rules. Default: `openAi`. */
	flavour?: Flavour;
	/** What is heard in an upload; the file is there until the server is closed. */
	listen: (upload: Upload) => Heard | Promise<Heard>;
	/** Checked where there is one. */
	apiKey?: string;
	/** Default: OpenAI's 25 MiB. */
	maximumBytes?: number;
	/** Answers itself, instead of the rules: returns true when it did. */
	intercept?: (upload: Upload, response: ServerResponse) => boolean | Promise<boolean>;
}

export interface TranscriptionServer extends Loopback {
	/** With `/v1`. */
	baseUrl: string;
	uploads: Upload[];
	/** Most uploads that were being worked on at the same time. */
	mostAtOnce(): number;
}

export const MAXIMUM_CONTENT_BYTES = 26_214_400;

/** A server that speaks `/audio/transcriptions` and `/audio/translations` as the real ones do, on the loopback. */
export async function startTranscriptionServer(
	options: TranscriptionServerOptions,
): Promise<TranscriptionServer> {
	const uploads: Upload[] = [];
	let atOnce = 0;
	let most = 0;
	const folder = await mkdtemp(path.join(tmpdir(), 'transcription-server-'));
	const loopback = await serve(async (request, response) => {
		response.setHeader('x-request-id', `req_${randomUUID().replaceAll('-', '')}`);
		most = Math.max(most, ++atOnce);
		try {
			await answer(request, response, { ...options, folder, uploads });
		} catch (error) {
			// A listener whose engine is ended, or a test's own mistake: the client is told, not left alone.
			if (!response.headersSent) refuse(response, broken(error));
		} finally {
			atOnce--;
		}
	});
	return {
		...loopback,
		baseUrl: `${loopback.url}/v1`,
		uploads,
		mostAtOnce: () => most,
		async close() {
			await loopback.close();
			await rm(folder, { recursive: true, force: true });
		},
	};
}

interface Work extends TranscriptionServerOptions {
	folder: string;
	uploads: Upload[];
}

async function answer(request: SeenRequest, response: ServerResponse, work: Work): Promise<void> {
	const { flavour = 'openAi', apiKey, maximumBytes = MAXIMUM_CONTENT_BYTES } = work;
	const route = /^\/v1\/audio\/(transcriptions|translations)$/.exec(request.url)?.[1];
	if (request.method !== 'POST' || !route) return refuse(response, unknownRoute(request));
	if (apiKey && request.headers.authorization !== `Bearer ${apiKey}`) {
		return refuse(response, badKey());
	}
	if (request.body.length > maximumBytes) {
		return refuse(response, tooLarge(flavour, maximumBytes, request.body.length));
	}
	const upload = await readForm(request, route as Upload['route'], work.folder);
	if (!upload) return refuse(response, noForm());
	work.uploads.push(upload);
	if (await work.intercept?.(upload, response)) return;
	const refused = refusal(flavour, upload);
	if (refused) return refuse(response, refused);
	writeReply(response, flavour, upload, await work.listen(upload));
}

/** Parses the form as any server does: by the boundary in the header. */
async function readForm(
	{ headers, body }: SeenRequest,
	route: Upload['route'],
	folder: string,
): Promise<Upload | undefined> {
	const type = headers['content-type'] ?? '';
	if (!type.startsWith('multipart/form-data')) return undefined;
	const form = await new Response(body, { headers: { 'content-type': type } }).formData();
	const fields: Record<string, string[]> = {};
	let file: Upload['file'] | undefined;
	for (const [name, value] of form) {
		if (typeof value === 'string') (fields[name] ??= []).push(value);
		else if (name === 'file') {
			const bytes = Buffer.from(await value.arrayBuffer());
			const saved = path.join(folder, `upload-${randomUUID()}`);
			await writeFile(saved, bytes);
			file = { name: value.name, type: value.type, path: saved, bytes: bytes.length };
		}
	}
	if (!file) return undefined;
	const { durationSeconds = 0 } = await probeMedia(file.path);
	return { route, fields, seconds: durationSeconds, bodyBytes: body.length, file };
}

function refuse(response: ServerResponse, { status, body }: Refusal): void {
	response.writeHead(status, { 'content-type': 'application/json' });
	response.end(JSON.stringify(body));
}

function tooLarge(flavour: Flavour, maximumBytes: number, bytes: number): Refusal {
	if (flavour === 'vllm') {
		const error = {
			message: 'Maximum file size exceeded',
			type: 'BadRequestError',
			param: 'audio_filesize_mb',
			code: 400,
		};
		return { status: 400, body: { error } };
	}
	const message = `Maximum content size limit (${maximumBytes}) exceeded (${bytes} bytes read)`;
	return {
		status: 413,
		body: { error: { message, type: 'server_error', param: null, code: null } },
	};
}

function broken(error: unknown): Refusal {
	const message = `The test server failed: ${String(error)}`;
	return {
		status: 500,
		body: { error: { message, type: 'server_error', param: null, code: null } },
	};
}

function badKey(): Refusal {
	const error = {
		message:
			'Incorrect API key provided. You can find your API key at https://platform.openai.com/account/api-keys.',
		type: 'invalid_request_error',
		param: null,
		code: 'invalid_api_key',
	};
	return { status: 401, body: { error } };
}

function unknownRoute({ method, url }: SeenRequest): Refusal {
	const error = {
		message: `Invalid URL (${method} ${url})`,
		type: 'invalid_request_error',
		param: null,
		code: null,
	};
	return { status: 404, body: { error } };
}

function noForm(): Refusal {
	const error = {
		message: 'Could not parse multipart form',
		type: 'invalid_request_error',
		param: null,
		code: null,
	};
	return { status: 400, body: { error } };
}
