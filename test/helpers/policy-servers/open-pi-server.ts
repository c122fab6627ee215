import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer, type WebSocket } from 'ws';
import type { OpenPiServer } from '../../../lib/hosted/policy-servers/open-pi-connection';
import { encodeMessage } from '../../../lib/hosted/policy-servers/msgpack-encode';

/** What becomes of the next question instead of the usual answer. */
type Trick = (socket: WebSocket, answer: () => void) => void;

/** A server that does what openpi's WebsocketPolicyServer does; a trick may spoil an answer. */
export interface OpenPiTestServer {
	url: string;
	/** Raw questions, in order. */
	questions: Buffer[];
	/** Headers of each connection. */
	connections: IncomingHttpHeaders[];
	paths: string[];
	/** How many are connected now. */
	readonly open: number;
	tricks: Trick[];
	/** Ends every connection without a word. */
	cut(): void;
	close(): Promise<void>;
}

interface Script {
	/** Packed answer to the question of that number, counted from 0. */
	reply: (index: number, question: Buffer) => Uint8Array;
	/** First frame; text is sent as such. */
	greeting?: Uint8Array | string | null;
	port?: number;
}

/** An empty map. */
const EMPTY = Uint8Array.of(0x80);

/**
 * The greeting first, then strictly one binary frame for one; nothing compressed; one question at a time over all
 * connections; health at `/healthz`, any other path is upgraded.
 */
export async function startOpenPiServer({
	reply,
	greeting = EMPTY,
	port = 0,
}: Script): Promise<OpenPiTestServer> {
	const questions: Buffer[] = [];
	const connections: IncomingHttpHeaders[] = [];
	const paths: string[] = [];
	const tricks: Trick[] = [];
	const http = createServer((request, response) => {
		if (request.url === '/healthz') response.writeHead(200).end('OK\n');
		else response.writeHead(426).end('Failed to open a WebSocket connection.\n');
	});
	const sockets = new WebSocketServer({ server: http, perMessageDeflate: false });
	let turn = Promise.resolve();
	sockets.on('connection', (socket, request) => {
		connections.push(request.headers);
		paths.push(request.url ?? '');
		if (greeting !== null) socket.send(greeting);
		socket.on('error', () => undefined);
		socket.on('message', (data) => {
			const question = data as Buffer;
			const index = questions.push(question) - 1;
			turn = turn.then(() => {
				const answer = () => socket.send(reply(index, question));
				const trick = tricks.shift();
				if (trick) trick(socket, answer);
				else answer();
			});
		});
	});
	await new Promise<void>((resolve) => http.listen(port, '127.0.0.1', resolve));
	const cut = () => sockets.clients.forEach((socket) => socket.terminate());
	return {
		url: `ws://127.0.0.1:${(http.address() as AddressInfo).port}`,
		...{ questions, connections, paths, tricks, cut },
		get open() {
			return sockets.clients.size;
		},
		async close() {
			cut();
			http.closeAllConnections();
			await new Promise((resolve) => http.close(resolve));
		},
	};
}

/** A packed answer with these steps, in 64 bits. */
export function packSteps(steps: number[][], more: Record<string, number> = {}): Uint8Array {
	const bytes = new Uint8Array(Float64Array.from(steps.flat()).buffer);
	const actions = { dtype: '<f8', shape: [steps.length, steps[0]?.length ?? 0], bytes };
	return encodeMessage({ actions, ...more });
}

/** What openpi's server does when its policy raises: the traceback as text, then the end with 1011. */
export const raise =
	(traceback: string): Trick =>
	(socket) => {
		socket.send(traceback);
		socket.close(1011, 'Internal server error. Traceback included in previous frame.');
	};

/** How a test reaches a server. */
export const reach = (baseUrl: string, changes: Partial<OpenPiServer> = {}): OpenPiServer => ({
	...{ baseUrl, passage: () => Promise.resolve({}), timeoutMs: 5000, maximumRetries: 0 },
	...changes,
});
