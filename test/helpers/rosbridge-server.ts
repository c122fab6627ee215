import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { WebSocketServer, type WebSocket } from 'ws';
import { checkMessage, plainType, ROS_MESSAGES } from './ros-messages';

/** A message that came out on the ROS side. */
export interface Published {
	topic: string;
	type: string;
	msg: Record<string, never>;
}

export interface RosbridgeServer {
	address: string;
	published: Published[];
	/** How often a topic was announced. */
	advertised: string[];
	/** What stands in the server's log. */
	errors: string[];
	/** Connections so far. */
	connections: number;
	/** rosbridge writes what it refuses into its log; gateways that speak its protocol as it is written also say so. */
	saysErrors: boolean;
	/** How long it works at a message, one after the other. */
	workMs: number;
	/** Whether it answers at all. */
	isFrozen: boolean;
	/** Breaks all connections off. */
	cut(): void;
	close(): Promise<void>;
}

interface Operation {
	op?: string;
	id?: string;
	topic?: unknown;
	type?: unknown;
	msg?: unknown;
}

/** A server that takes messages as rosbridge_suite does: kinds checked, one after the other, forgotten when the client leaves. */
export async function startRosbridgeServer(): Promise<RosbridgeServer> {
	const sockets = new WebSocketServer({ port: 0, host: '127.0.0.1', autoPong: false });
	await once(sockets, 'listening');
	const types = new Map<string, string>();
	const server: RosbridgeServer = {
		address: `ws://127.0.0.1:${(sockets.address() as AddressInfo).port}`,
		published: [],
		advertised: [],
		errors: [],
		connections: 0,
		saysErrors: false,
		workMs: 0,
		isFrozen: false,
		cut: () => sockets.clients.forEach((socket) => socket.terminate()),
		async close() {
			this.cut();
			sockets.close();
			await once(sockets, 'close');
		},
	};
	sockets.on('connection', (socket) => {
		server.connections++;
		serve(server, types, socket);
	});
	return server;
}

function serve(server: RosbridgeServer, types: Map<string, string>, socket: WebSocket): void {
	const queue: string[] = [];
	let isWorking = false;
	const work = async () => {
		isWorking = true;
		while (queue.length > 0) {
			await sleep(server.workMs);
			const text = queue.shift();
			if (text !== undefined) handle(server, types, socket, text);
		}
		isWorking = false;
	};
	socket.on('ping', (data) => {
		if (!server.isFrozen) socket.pong(data);
	});
	socket.on('message', (data) => {
		queue.push(String(data as Buffer));
		if (!isWorking) void work();
	});
	socket.on('close', () => queue.splice(0));
}

function handle(
	server: RosbridgeServer,
	types: Map<string, string>,
	socket: WebSocket,
	text: string,
): void {
	const message = JSON.parse(text) as Operation;
	const { op = '', id } = message;
	try {
		perform(server, types, message);
	} catch (error) {
		const msg = `${op}: ${(error as Error).message}`;
		server.errors.push(msg);
		const status = { op: 'status', level: 'error', msg, ...(id !== undefined && { id }) };
		if (server.saysErrors) socket.send(JSON.stringify(status));
	}
}

function perform(
	server: RosbridgeServer,
	types: Map<string, string>,
	{ op, topic, type, msg = {} }: Operation,
): void {
	if (op !== 'advertise' && op !== 'publish') throw new Error(`Unknown operation: ${op}.`);
	if (typeof topic !== 'string') throw new Error('Expected field topic of type str');
	if (op === 'advertise') {
		if (typeof type !== 'string') throw new Error('Expected field type of type str');
		register(types, topic, plainType(type));
		server.advertised.push(topic);
		return;
	}
	const known = types.get(topic);
	if (!known)
		throw new Error(`Cannot infer topic type for topic ${topic} as it is not yet advertised`);
	checkMessage(msg, known);
	server.published.push({ topic, type: known, msg: msg as Published['msg'] });
}

function register(types: Map<string, string>, topic: string, type: string): void {
	if (!ROS_MESSAGES[type]) throw new Error(`Unable to import ${type}`);
	const known = types.get(topic) ?? type;
	if (known !== type) {
		throw new Error(
			`Tried to register topic ${topic} with type ${type} but it is already established with type ${known}`,
		);
	}
	types.set(topic, type);
}
