import { throwIfCancelled } from '../../errors';
import { ROSBRIDGE_IDLE_MS } from '../../limits';
import type { SocketPassage } from '../../hosted/policy-servers/frame-socket';
import { within } from '../../hosted/within';
import { pause } from '../../pause';
import type { RosMessage, RosMessages } from './rosbridge';
import { rosbridgeInputError, rosbridgeNetworkError } from './rosbridge-errors';
import { RosbridgeSocket } from './rosbridge-socket';

/** A rosbridge server and how it is reached. */
export interface RosbridgeServer {
	/** `ws://` or `wss://`. */
	address: string;
	passage: SocketPassage;
	/** To connect, and for its answer that all arrived. */
	timeoutMs: number;
}

interface Sending {
	signal?: AbortSignal;
	/** Until when it may begin, milliseconds since 1970; absent: whenever. */
	freshUntilMs?: number;
}

interface Kept {
	socket?: RosbridgeSocket;
	isBusy: boolean;
	idle?: NodeJS.Timeout;
}

const kept = new Map<string, Kept>();

/**
 * Sends an action: what is for now at once, the rest at its time. Ends when the last of it has arrived, and sends the
 * stop at once when the signal comes or a message is refused. The connection stays for the next action: a rosbridge
 * server forgets what it has not worked off when one closes. ROBOT_BUSY while another action is under way there;
 * ROSBRIDGE_TOO_LATE where connecting took too long.
 */
export async function sendToRosbridge(
	server: RosbridgeServer,
	action: RosMessages,
	sending: Sending = {},
): Promise<void> {
	throwIfCancelled(sending.signal);
	const { href, protocol, host } = rosbridgeAddress(server.address);
	const origin = `${protocol}//${host}`;
	const connection = kept.get(href) ?? { isBusy: false };
	if (connection.isBusy) throw rosbridgeInputError('ROBOT_BUSY', { origin });
	connection.isBusy = true;
	kept.set(href, connection);
	clearTimeout(connection.idle);
	try {
		if (!connection.socket?.isUsable) {
			connection.socket = await RosbridgeSocket.open(new URL(href), server.passage);
		}
		await perform(connection.socket, action, { ...server, origin, ...sending });
	} finally {
		connection.isBusy = false;
		connection.idle = setTimeout(() => forget(href, connection), ROSBRIDGE_IDLE_MS).unref();
	}
}

/** Ends all connections that are kept for further actions. */
export function closeRosbridgeConnections(): void {
	for (const [href, connection] of [...kept]) forget(href, connection);
}

interface Way extends Sending {
	origin: string;
	timeoutMs: number;
}

async function perform(socket: RosbridgeSocket, action: RosMessages, way: Way): Promise<void> {
	const { origin, signal, freshUntilMs = Infinity } = way;
	await inTime(socket, way, async () => await socket.opened());
	if (Date.now() > freshUntilMs) throw rosbridgeNetworkError('ROSBRIDGE_TOO_LATE', { origin });
	socket.send(
		action.messages.filter(({ op, topic }) => op === 'publish' || !socket.advertised.has(topic)),
	);
	for (const { op, topic } of action.messages) if (op === 'advertise') socket.advertised.add(topic);
	// What failed sends nothing more, least of all behind the stop.
	const over = new AbortController();
	const until = signal ? AbortSignal.any([signal, over.signal]) : over.signal;
	try {
		await socket.whileSound(async () => await sendLater(socket, action, until));
		await inTime(socket, way, async () => await socket.arrived());
	} catch (error) {
		over.abort();
		socket.advertised.clear();
		await stop(socket, action, way);
		throw error;
	}
}

/** A hand that stands may be told so. */
async function stop(socket: RosbridgeSocket, action: RosMessages, way: Way): Promise<void> {
	if (!socket.isUsable) return;
	socket.send(stopOf(action));
	const arrived = async () => await socket.arrived();
	await inTime(socket, { ...way, signal: undefined }, arrived).catch(() => {
		// What failed before is told.
	});
}

/** A connection that is too slow is given up. */
async function inTime(
	socket: RosbridgeSocket,
	{ origin, timeoutMs, signal }: Way,
	work: () => Promise<void>,
): Promise<void> {
	const tooSlow = () => {
		socket.drop();
		return rosbridgeNetworkError('ROSBRIDGE_TIMEOUT', { origin, timeoutMs });
	};
	await within({ timeoutMs, signal, tooSlow }, async () => await socket.whileSound(work));
}

async function sendLater(
	socket: RosbridgeSocket,
	{ later }: RosMessages,
	signal: AbortSignal,
): Promise<void> {
	const startedMs = performance.now();
	for (const { afterSeconds, messages } of later) {
		const waitMs = Math.max(0, startedMs + afterSeconds * 1000 - performance.now());
		await pause(waitMs, signal);
		socket.send(messages);
	}
}

/** A hand moves on until it is told otherwise, and the last that it is told is to stand. */
function stopOf({ messages, later }: RosMessages): RosMessage[] {
	const motions = messages.filter(
		(message) => message.op === 'advertise' && message.type.startsWith('geometry_msgs/Twist'),
	);
	const topics = motions.map(({ topic }) => topic);
	const last = later.at(-1)?.messages ?? [];
	return last.filter(({ op, topic }) => op === 'publish' && topics.includes(topic));
}

function forget(href: string, connection: Kept): void {
	clearTimeout(connection.idle);
	if (kept.get(href) === connection) kept.delete(href);
	connection.socket?.close();
}

/** Where a rosbridge server is. ROSBRIDGE_ADDRESS_INVALID. */
export function rosbridgeAddress(address: string): URL {
	const text = address.trim();
	const url = URL.canParse(text) ? new URL(text) : undefined;
	const isSocket = url && /^wss?:$/.test(url.protocol) && url.host;
	if (!isSocket || url.username || url.password) {
		throw rosbridgeInputError('ROSBRIDGE_ADDRESS_INVALID', {});
	}
	return url;
}
