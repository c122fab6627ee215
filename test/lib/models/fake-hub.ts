import { createHash } from 'node:crypto';
import {
	createServer,
	type IncomingHttpHeaders,
	type IncomingMessage,
	type Server,
	type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';

export const COMMIT = '0123456789abcdef0123456789abcdef01234567';
export const REPOSITORY = 'acme/whisper-toy';

interface Seen {
	host: 'hub' | 'cdn';
	method: string;
	/** In the repository, or of the API. */
	path: string;
	url: string;
	headers: IncomingHttpHeaders;
}

/** Handles a request itself and returns true, or leaves it to the usual answer. */
type Trick = (request: IncomingMessage, response: ServerResponse, path: string) => boolean;

/** A hub and its store on two ports of the loopback: listing, redirects, checksum headers, ranges. */
export class FakeHub {
	readonly seen: Seen[] = [];
	files: Record<string, Buffer> = toyFiles();
	tricks: { hub?: Trick; cdn?: Trick } = {};
	listsChecksums = true;
	/** The one repository it has. */
	repository = REPOSITORY;
	/** Bytes the store sends in place of the listed ones. */
	served: Record<string, Buffer> = {};
	private readonly servers: Server[] = [];
	url = '';
	private cdnUrl = '';

	async start(): Promise<this> {
		this.cdnUrl = await this.listen('cdn', (request, response, path) =>
			sendRange(request, response, this.served[path] ?? this.files[path]),
		);
		this.url = await this.listen('hub', (_, response, path) => this.answer(response, path));
		return this;
	}

	async stop(): Promise<void> {
		for (const server of this.servers) {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		}
	}

	/** Requests for a file's content at the store. */
	downloads(path?: string): Seen[] {
		return this.seen.filter((one) => one.host === 'cdn' && (!path || one.path === path));
	}

	private async listen(
		host: Seen['host'],
		answer: (request: IncomingMessage, response: ServerResponse, path: string) => void,
	): Promise<string> {
		const server = createServer((request, response) => {
			const path = pathOf(request);
			const { method, url, headers } = request;
			this.seen.push({ host, method: method!, url: url!, path, headers });
			if (!this.tricks[host]?.(request, response, path)) answer(request, response, path);
		});
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		this.servers.push(server);
		return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	}

	private answer(response: ServerResponse, path: string): void {
		if (path.startsWith('/api/')) return this.list(response, path);
		const content = this.files[path];
		if (!content) return void response.writeHead(404, { 'x-error-code': 'EntryNotFound' }).end();
		const location = `${this.cdnUrl}/${path}?signature=secret`;
		const checksum = isLarge(path) ? sha256(content) : gitSha1(content);
		const headers = { location, 'x-linked-etag': `"${checksum}"`, 'x-linked-size': content.length };
		response.writeHead(302, { ...headers, 'x-repo-commit': COMMIT }).end();
	}

	private list(response: ServerResponse, path: string): void {
		if (!path.startsWith(`/api/models/${this.repository}/revision/`)) {
			return void response
				.writeHead(401, { 'x-error-message': 'Invalid username or password.' })
				.end();
		}
		const siblings = Object.entries(this.files).map(([rfilename, content]) => ({
			rfilename,
			...(this.listsChecksums && details(rfilename, content)),
		}));
		response.end(JSON.stringify({ id: this.repository, sha: COMMIT, siblings }));
	}
}

/** A small repository in the hub's layout; the decoder's weights come in external data. */
export function toyFiles(): Record<string, Buffer> {
	return {
		'README.md': Buffer.from('toy'),
		'config.json': Buffer.from('{"model_type":"whisper"}'),
		'tokenizer.json': Buffer.from('{"toy":true}'),
		'onnx/encoder_model.onnx': bytes(3000, 1),
		'onnx/encoder_model_quantized.onnx': bytes(3_500_000, 2),
		'onnx/decoder_model_merged.onnx': externalGraph('decoder_model_merged.onnx_data'),
		'onnx/decoder_model_merged.onnx_data': bytes(4000, 4),
		'onnx/decoder_model_merged.onnx_data_1': bytes(100, 5),
		'onnx/decoder_model_merged_quantized.onnx': bytes(2000, 6),
	};
}

/** Bytes that name an external data file as ONNX does. */
export function externalGraph(location: string): Buffer {
	const value = Buffer.from(location);
	return Buffer.concat([
		Buffer.from('\x0a\x08location\x12', 'latin1'),
		Buffer.from([value.length]),
		value,
	]);
}

export function bytes(length: number, seed: number): Buffer {
	return Buffer.alloc(length, createHash('sha256').update(String(seed)).digest());
}

export function sha256(content: Buffer): string {
	return createHash('sha256').update(content).digest('hex');
}

/** The store's own tag: not the checksum, as with the hub's. */
export function etagOf(content: Buffer): string {
	return `"${sha256(content).slice(0, 16)}"`;
}

function gitSha1(content: Buffer): string {
	return createHash('sha1').update(`blob ${content.length}\0`).update(content).digest('hex');
}

function details(path: string, content: Buffer) {
	const size = content.length;
	if (!isLarge(path)) return { size, blobId: gitSha1(content) };
	return { size, blobId: 'f'.repeat(40), lfs: { size, sha256: sha256(content), pointerSize: 130 } };
}

function isLarge(path: string): boolean {
	return path.startsWith('onnx/');
}

/** A file's path in its repository, or the path of an API request. */
function pathOf(request: IncomingMessage): string {
	const path = decodeURIComponent(new URL(request.url!, 'http://hub').pathname);
	if (path.startsWith('/api/')) return path;
	return path.replace(/^\/[^/]+\/[^/]+\/resolve\/[^/]+\//, '').replace(/^\//, '');
}

function sendRange(request: IncomingMessage, response: ServerResponse, content: Buffer): void {
	const start = Number(/^bytes=(\d+)-/.exec(request.headers.range ?? '')?.[1] ?? 0);
	const etag = etagOf(content);
	const { 'if-range': ifRange = etag } = request.headers;
	if (start === 0 || ifRange !== etag) {
		return void response.writeHead(200, { etag, 'content-length': content.length }).end(content);
	}
	const range = `bytes ${start}-${content.length - 1}/${content.length}`;
	const headers = { etag, 'content-range': range, 'content-length': content.length - start };
	response.writeHead(206, headers).end(content.subarray(start));
}
