import {
	createServer,
	type IncomingHttpHeaders,
	type IncomingMessage,
	type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

/** A request as the server got it. */
export interface SeenRequest {
	method: string;
	/** With its query. */
	path: string;
	headers: IncomingHttpHeaders;
	raw: Buffer;
	/** The body where it is JSON. */
	// eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests look into whatever was sent
	body: any;
}

export interface Reply {
	status: number;
	/** JSON, or text that is sent as it is. */
	body: unknown;
	headers?: Record<string, string>;
}

/** One failed reply: further fields are its headers. */
export interface ScriptedFailure {
	status: number;
	/** Instead of the service's usual error body. */
	body?: unknown;
	[header: string]: unknown;
}

/** What a kind of service does with a request, and how it says that something is wrong. */
export interface Kind {
	prefix: string;
	handle(request: SeenRequest): Reply | Promise<Reply>;
	failure(status: number): unknown;
	headers(): Record<string, string>;
}

type Trick = (response: ServerResponse, kind: Kind) => void;

/** A service on the loopback that can be told to misbehave. Tricks wait in a queue; each request takes the next one. */
export class ScriptedServer {
	readonly requests: SeenRequest[] = [];
	maximumInFlight = 0;
	/** Before each usual answer. */
	delayMs = 0;
	private inFlight = 0;
	private readonly tricks: Trick[] = [];
	private readonly server = createServer((request, response) => this.serve(request, response));
	origin = '';

	constructor(private readonly kind: Kind) {}

	get baseUrl(): string {
		return this.origin + this.kind.prefix;
	}

	async start(): Promise<this> {
		await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
		this.origin = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
		return this;
	}

	async close(): Promise<void> {
		this.server.closeAllConnections();
		await new Promise((resolve) => this.server.close(resolve));
	}

	/** The next requests fail, each with the next of these. */
	failNext(failures: ScriptedFailure[]): void {
		for (const { status, body, ...headers } of failures) {
			this.tricks.push((response, kind) => {
				const reply = { status, body: body ?? kind.failure(status) };
				send(response, { ...reply, headers: { ...kind.headers(), ...toStrings(headers) } });
			});
		}
	}

	/** The next requests get no answer, not even a header. */
	hang(times = 1): void {
		this.trick(times, () => {});
	}

	/** The next requests get headers, the beginning of an answer, and then nothing more. */
	hangMidBody(times = 1): void {
		this.trick(times, (response, kind) => beginBody(response, kind));
	}

	/** The next connections break in the middle of an answer. */
	cutMidBody(times = 1): void {
		this.trick(times, (response, kind) => {
			beginBody(response, kind);
			setTimeout(() => response.destroy(), 20);
		});
	}

	/** The next replies are this instead of an answer. */
	garbage(text = '{"content": [{"type"', contentType = 'application/json', times = 1): void {
		this.trick(times, (response) => {
			response.writeHead(200, { 'content-type': contentType });
			response.end(text);
		});
	}

	private trick(times: number, trick: Trick): void {
		for (let n = 0; n < times; n++) this.tricks.push(trick);
	}

	private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
		this.inFlight++;
		this.maximumInFlight = Math.max(this.maximumInFlight, this.inFlight);
		response.once('close', () => this.inFlight--);
		const seen = await read(request).catch(() => undefined);
		if (!seen) return;
		this.requests.push(seen);
		const trick = this.tricks.shift();
		if (trick) return trick(response, this.kind);
		await wait(this.delayMs);
		const reply = await this.kind.handle(seen);
		send(response, { ...reply, headers: { ...this.kind.headers(), ...reply.headers } });
	}
}

async function read(request: IncomingMessage): Promise<SeenRequest> {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(chunk as Buffer);
	const raw = Buffer.concat(chunks);
	const { method = '', url: path = '', headers } = request;
	return { method, path, headers, raw, body: parse(raw) };
}

function parse(raw: Buffer): unknown {
	try {
		return JSON.parse(raw.toString());
	} catch {
		return undefined;
	}
}

function send(response: ServerResponse, { status, body, headers }: Reply): void {
	const isText = typeof body === 'string';
	const isPage = isText && body.trimStart().startsWith('<');
	const type = isPage ? 'text/html' : isText ? 'text/plain' : 'application/json';
	response.writeHead(status, { 'content-type': type, ...headers });
	response.end(isText ? body : JSON.stringify(body));
}

function beginBody(response: ServerResponse, kind: Kind): void {
	const headers = { ...kind.headers(), 'content-type': 'application/json' };
	response.writeHead(200, { ...headers, 'content-length': '5000' });
	response.write('{"model": "half an ');
}

function toStrings(headers: Record<string, unknown>): Record<string, string> {
	return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}
