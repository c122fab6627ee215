import { performance } from 'node:perf_hooks';
import { cancelled } from '../../errors';
import { Line } from '../../inference/line';
import { isJsonObject, type JsonObject } from '../../json-object';
import {
	MAXIMUM_POLICY_QUEUE,
	MAXIMUM_REASON_CHARACTERS,
	POLICY_SOCKET_IDLE_MS,
} from '../../limits';
import { withoutKey } from '../secrets';
import type { Fetch } from '../types';
import { within } from '../within';
import { originOf, socketAddress } from './address';
import { policyNetworkError, policyServerError } from './errors';
import { type Frame, FrameSocket, type SocketPassage } from './frame-socket';
import { keyHeader } from './key-header';
import { decodeMessage } from './msgpack-decode';
import { encodeMessage, type MessageMap } from './msgpack-encode';
import { explainRefusal } from './open-pi-health';
import { type Freshness, throwIfStale, whileRefused } from './while-refused';

/** A policy server of openpi's kind, and how it is reached. */
export interface OpenPiServer {
	/** `ws://`, `wss://`, or the same as a web address. */
	baseUrl: string;
	/** Instead of the address's own. */
	path?: string;
	apiKey?: string;
	passage: SocketPassage;
	/** For its `/healthz`, where no WebSocket opens. */
	fetch?: Fetch;
	/** To connect, and again for each answer. */
	timeoutMs: number;
	/** Further tries to connect while nothing listens at the address. */
	maximumRetries: number;
}

export interface OpenPiQuestion {
	message: MessageMap;
	freshness?: Freshness;
	signal?: AbortSignal;
}

export interface OpenPiReply {
	/** Arrays as `WireArray`. */
	reply: JsonObject;
	/** What the server said of itself when this connection began. */
	metadata: JsonObject;
	roundTripMs: number;
}

/**
 * One connection, over which one question after the other is asked. Whatever goes wrong in a question ends the
 * connection: no later question can get its answer. The next one connects anew.
 */
export class OpenPiConnection {
	private readonly line = new Line(MAXIMUM_POLICY_QUEUE);
	private socket?: FrameSocket;
	private metadata: JsonObject = {};
	private idle?: NodeJS.Timeout;

	/** `onIdle` is told when it closed because nobody asked any more. */
	constructor(private readonly onIdle: () => void = () => {}) {}

	/** Asks and brings the answer; rejects with coded errors only, at once where the server is gone. */
	async ask(server: OpenPiServer, question: OpenPiQuestion): Promise<OpenPiReply> {
		const { signal = new AbortController().signal } = question;
		const leave = await this.line.enter(signal).catch((error: unknown) => {
			throw signal.aborted ? cancelled('CANCELLED', {}) : error;
		});
		clearTimeout(this.idle);
		try {
			return await this.askInTurn(server, question);
		} catch (error) {
			this.socket?.drop();
			this.socket = undefined;
			throw error;
		} finally {
			this.idle = setTimeout(() => this.close(), POLICY_SOCKET_IDLE_MS).unref();
			leave();
		}
	}

	/** Ends the connection; a further question begins a new one. */
	close(): void {
		clearTimeout(this.idle);
		this.socket?.close();
		this.socket = undefined;
		this.onIdle();
	}

	private async askInTurn(server: OpenPiServer, question: OpenPiQuestion): Promise<OpenPiReply> {
		const { message, freshness, signal } = question;
		throwIfStale(freshness);
		const content = encodeMessage(message);
		if (!this.socket?.isUsable) {
			const { maximumRetries } = server;
			await whileRefused({ maximumRetries, freshness, signal }, async () => {
				await this.connect(server, signal);
			});
			throwIfStale(freshness);
		}
		const socket = this.socket!;
		const startedMs = performance.now();
		const frame = await this.inTime(server, signal, async () => {
			const answer = socket.receive();
			socket.send(content);
			return await answer;
		});
		const roundTripMs = performance.now() - startedMs;
		return { reply: readReply(frame, server), metadata: this.metadata, roundTripMs };
	}

	private async connect(server: OpenPiServer, signal?: AbortSignal): Promise<void> {
		const { passage, apiKey, fetch } = server;
		const url = addressOf(server);
		const headers = keyHeader('Api-Key', apiKey);
		await this.inTime(server, signal, async (stop) => {
			const socket = await FrameSocket.open({ url, headers, passage, apiKey });
			if (stop.aborted) return socket.drop();
			this.socket = socket;
			this.metadata = readGreeting(await socket.receive(), server);
		}).catch(async (error: unknown) => {
			throw await explainRefusal(error, { url, apiKey, fetch, signal });
		});
	}

	private async inTime<Result>(
		server: OpenPiServer,
		signal: AbortSignal | undefined,
		work: (stop: AbortSignal) => Promise<Result>,
	): Promise<Result> {
		const { timeoutMs } = server;
		const origin = originOf(addressOf(server));
		const tooSlow = () => policyNetworkError('POLICY_TIMEOUT', { origin, timeoutMs });
		return await within({ timeoutMs, signal, tooSlow }, work);
	}
}

/** Where a server is. POLICY_ADDRESS_INVALID. */
export function addressOf({ baseUrl, path }: Pick<OpenPiServer, 'baseUrl' | 'path'>): URL {
	return socketAddress(baseUrl, path);
}

function readGreeting(frame: Frame, server: OpenPiServer): JsonObject {
	const origin = originOf(addressOf(server));
	const refuse = (reason: string) => policyServerError('POLICY_GREETING_WRONG', { origin, reason });
	if (typeof frame === 'string') throw refuse('it sends words instead of data');
	const greeting = decodeMessage(frame);
	if (!isJsonObject(greeting)) throw refuse('its first message tells nothing of its policy');
	return greeting;
}

function readReply(frame: Frame, server: OpenPiServer): JsonObject {
	if (typeof frame === 'string') {
		const reason = withoutKey(lastLine(frame), server.apiKey);
		throw policyServerError('POLICY_SERVER_RAISED', {
			origin: originOf(addressOf(server)),
			reason,
		});
	}
	const reply = decodeMessage(frame);
	if (isJsonObject(reply)) return reply;
	throw policyServerError('POLICY_REPLY_UNREADABLE', { reason: 'it holds no named values' });
}

/** Of a Python traceback the line that names the error. */
function lastLine(text: string): string {
	const line = text.trimEnd().split('\n').at(-1)!.trim().replace(/\.$/, '');
	return line === '' ? 'without a word' : line.slice(0, MAXIMUM_REASON_CHARACTERS);
}
