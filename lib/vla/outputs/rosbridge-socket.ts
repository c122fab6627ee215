import type { Socket } from 'node:net';
import type { RawData, WebSocket } from 'ws';
import { MultimodalError } from '../../errors';
import { isJsonObject } from '../../json-object';
import {
	MAXIMUM_REASON_CHARACTERS,
	MAXIMUM_ROSBRIDGE_MESSAGE_BYTES,
	ROSBRIDGE_CLOSE_MS,
} from '../../limits';
import { causesOf, innermostMessage } from '../../hosted/causes';
import type { SocketOptions, SocketPassage } from '../../hosted/policy-servers/frame-socket';
import type { RosMessage } from './rosbridge';
import { rosbridgeNetworkError, rosbridgeServiceError } from './rosbridge-errors';

/** A connection to a rosbridge server. It takes messages; what it sends by itself is its word that one was refused. */
export class RosbridgeSocket {
	/** Topics that this connection has announced. */
	readonly advertised = new Set<string>();
	private failure?: Error;
	private refusal?: Error;
	private onFailure: (error: Error) => void = (refusal) => (this.refusal = refusal);
	private rawSocket?: Socket;

	private constructor(
		private readonly socket: WebSocket,
		private readonly origin: string,
	) {
		socket.on('upgrade', (response) => (this.rawSocket = response.socket));
		socket.on('message', (data) => this.hear(data));
		socket.on('error', (error) => this.end(this.broken(error)));
		socket.on('close', (code, reason) => {
			this.end(this.broken(new Error(String(reason) || `it was closed, code ${code}`)));
		});
	}

	/** Begins to connect; `opened` waits for it. */
	static async open(url: URL, passage: SocketPassage): Promise<RosbridgeSocket> {
		const way = await passage(url);
		const { WebSocket } = await import('ws');
		const options: SocketOptions = {
			...way,
			maxPayload: MAXIMUM_ROSBRIDGE_MESSAGE_BYTES,
			followRedirects: false,
			closeTimeout: ROSBRIDGE_CLOSE_MS,
		};
		return new RosbridgeSocket(new WebSocket(url, options), `${url.protocol}//${url.host}`);
	}

	get isUsable(): boolean {
		return this.failure === undefined;
	}

	/**
	 * Work during which a failure of the connection is a failure of the work, and so is a message refused, also one of
	 * earlier work: servers take their time to say so.
	 */
	async whileSound<Result>(work: () => Promise<Result>): Promise<Result> {
		const known = this.failure ?? this.refusal;
		this.refusal = undefined;
		if (known) throw known;
		this.rawSocket?.ref();
		const failed = new Promise<never>((_, reject) => (this.onFailure = reject));
		try {
			return await Promise.race([work(), failed]);
		} finally {
			this.onFailure = (refusal) => (this.refusal = refusal);
			// Between two actions it keeps no process alive.
			this.rawSocket?.unref();
		}
	}

	async opened(): Promise<void> {
		if (this.socket.readyState === 1) return;
		await new Promise<void>((resolve) => this.socket.once('open', resolve));
	}

	send(messages: readonly RosMessage[]): void {
		for (const message of messages) {
			this.socket.send(JSON.stringify(message), () => {
				// A failure is told by the event too.
			});
		}
	}

	/** Everything sent so far has arrived: the server answers in order. */
	async arrived(): Promise<void> {
		const answered = new Promise<void>((resolve) => this.socket.once('pong', () => resolve()));
		this.socket.ping(() => {
			// A failure is told by the event too.
		});
		await answered;
	}

	/** Cuts the connection. */
	drop(): void {
		this.end(this.broken(new Error('it was given up here')));
	}

	/** Ends the connection in good order. */
	close(): void {
		this.failure ??= this.broken(new Error('it was closed here'));
		this.socket.close(1000);
	}

	private hear(data: RawData): void {
		const heard = parsed(String(data as Buffer));
		if (!isJsonObject(heard) || heard.op !== 'status' || heard.level !== 'error') return;
		const reason = String(heard.msg ?? 'without a word').slice(0, MAXIMUM_REASON_CHARACTERS);
		// The connection stays: a hand that moves has to be stopped over it.
		this.onFailure(rosbridgeServiceError('ROSBRIDGE_REFUSED', { origin: this.origin, reason }));
	}

	private end(error: Error): void {
		if (this.failure) return;
		this.failure = error;
		this.onFailure(error);
		this.socket.terminate();
	}

	private broken(error: Error): Error {
		const coded = causesOf(error).find((one) => one instanceof MultimodalError);
		if (coded) return coded;
		const reason = innermostMessage(error) || 'it broke off';
		const wasOpen = this.rawSocket !== undefined;
		const code = wasOpen ? 'ROSBRIDGE_LOST' : 'ROSBRIDGE_UNREACHABLE';
		return rosbridgeNetworkError(code, { origin: this.origin, reason }, error);
	}
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
