import type { Agent, IncomingMessage } from 'node:http';
import type { LookupFunction, Socket } from 'node:net';
import type { ClientOptions, RawData, WebSocket } from 'ws';
import { MAXIMUM_POLICY_REPLY_BYTES, POLICY_SOCKET_CLOSE_MS } from '../../limits';
import { originOf } from './address';
import { policyNetworkError } from './errors';
import { refusedUpgrade, socketFailure } from './socket-failure';

/** How a connection to this address is made, where n8n has a say: its proxy, its protection. Rejects where it forbids it. */
export type SocketPassage = (url: URL) => Promise<{ agent?: Agent; lookup?: LookupFunction }>;

/** What a server sends at once: data, or words. */
export type Frame = Uint8Array | string;

interface Waiting {
	resolve(frame: Frame): void;
	reject(error: Error): void;
}

interface Opening {
	url: URL;
	headers: Record<string, string>;
	passage: SocketPassage;
	apiKey?: string;
}

/** `ws` has more of them than its types tell. */
export type SocketOptions = ClientOptions &
	Awaited<ReturnType<SocketPassage>> & { closeTimeout: number };

/** A WebSocket of which exactly one frame at a time is expected. Whatever comes unasked ends it. */
export class FrameSocket {
	private waiting?: Waiting;
	private failure?: Error;
	private rawSocket?: Socket;

	private constructor(
		private readonly socket: WebSocket,
		private readonly opening: Opening,
	) {
		socket.on('upgrade', ({ socket: raw }: IncomingMessage) => (this.rawSocket = raw));
		socket.on('unexpected-response', (_, response) => {
			void refusedUpgrade(response, opening.url, opening.apiKey).then((error) => this.end(error));
		});
		socket.on('message', (data, isBinary) => this.take(data, isBinary));
		socket.on('error', (error) => this.end(socketFailure(error, opening.url, opening.apiKey)));
		socket.on('close', (code, reason) => this.end(this.lost(closedInWords(code, String(reason)))));
	}

	/** Begins to connect; what goes wrong is told to who receives. Nothing is compressed, as openpi's server wants it. */
	static async open(opening: Opening): Promise<FrameSocket> {
		const { url, headers, passage, apiKey } = opening;
		const way = await passage(url).catch((error: Error) => {
			throw socketFailure(error, url, apiKey);
		});
		const { WebSocket } = await import('ws');
		const options: SocketOptions = {
			...way,
			headers,
			perMessageDeflate: false,
			maxPayload: MAXIMUM_POLICY_REPLY_BYTES,
			followRedirects: false,
			closeTimeout: POLICY_SOCKET_CLOSE_MS,
		};
		return new FrameSocket(new WebSocket(url, options), opening);
	}

	get isUsable(): boolean {
		return this.failure === undefined;
	}

	/** The next frame. Asked before something is sent, it can be no answer to an earlier question. */
	async receive(): Promise<Frame> {
		if (this.failure) throw this.failure;
		this.rawSocket?.ref();
		return await new Promise<Frame>((resolve, reject) => (this.waiting = { resolve, reject }));
	}

	send(content: Uint8Array): void {
		this.socket.send(content, { binary: true }, () => {
			// A failure is told by the event too.
		});
	}

	/** Cuts the connection: nothing that is still on its way arrives any more. */
	drop(): void {
		this.end(this.lost('it was given up here'));
	}

	/** Ends the connection in good order; keeps no process alive for it. */
	close(): void {
		this.failure ??= this.lost('it was closed here');
		this.socket.close(1000);
	}

	private take(data: RawData, isBinary: boolean): void {
		const { waiting } = this;
		if (!waiting) return this.drop();
		this.waiting = undefined;
		// Between two questions it keeps no process alive.
		this.rawSocket?.unref();
		const bytes = data as Buffer;
		waiting.resolve(isBinary ? bytes : bytes.toString());
	}

	private end(error: Error): void {
		this.failure ??= error;
		const { waiting } = this;
		this.waiting = undefined;
		this.socket.terminate();
		waiting?.reject(this.failure);
	}

	private lost(reason: string): Error {
		return policyNetworkError('POLICY_CONNECTION_LOST', {
			origin: originOf(this.opening.url),
			reason,
		});
	}
}

function closedInWords(code: number, reason: string): string {
	const words = reason === '' ? 'the server closed it' : `the server closed it: ${reason}`;
	return code === 1006 ? 'it broke off' : `${words} (code ${code})`;
}
