import { throwIfCancelled } from '../../errors';
import { ROSBRIDGE_IDLE_MS } from '../../limits';
import type { RosMessages } from './rosbridge';
import { rosbridgeInputError } from './rosbridge-errors';
import {
	inTime,
	perform,
	type RosbridgeServer,
	type Sending,
	type Sent,
	type Way,
} from './rosbridge-perform';
import { RosbridgeSocket } from './rosbridge-socket';

interface Kept {
	socket?: RosbridgeSocket;
	isBusy: boolean;
	idle?: NodeJS.Timeout;
}

const kept = new Map<string, Kept>();

/**
 * Sends an action: what is for now at once, the rest at its time, as long as its picture is not too old. Ends when the
 * last of it has arrived, and sends the stop at once when the signal comes or a message is refused. The connection
 * stays for the next action: a rosbridge server forgets what it has not worked off when one closes. ROBOT_BUSY while
 * another action is under way there; ROSBRIDGE_TOO_LATE where connecting took too long.
 */
export async function sendToRosbridge(
	server: RosbridgeServer,
	action: RosMessages,
	sending: Sending = {},
): Promise<Sent> {
	throwIfCancelled(sending.signal);
	const { href, protocol, host } = rosbridgeAddress(server.address);
	const origin = `${protocol}//${host}`;
	const connection = kept.get(href) ?? { isBusy: false };
	if (connection.isBusy) throw rosbridgeInputError('ROBOT_BUSY', { origin });
	connection.isBusy = true;
	kept.set(href, connection);
	clearTimeout(connection.idle);
	const way = { ...server, origin, ...sending };
	try {
		const socket = await connect(connection, new URL(href), way);
		return await perform(socket, action, way);
	} finally {
		connection.isBusy = false;
		connection.idle = setTimeout(() => forget(href, connection), ROSBRIDGE_IDLE_MS).unref();
	}
}

/** Ends all connections that are kept for further actions. */
export function closeRosbridgeConnections(): void {
	for (const [href, connection] of [...kept]) forget(href, connection);
}

/** The connection once it is open. n8n's verdict on the address is part of its time: for that it asks other servers. */
async function connect(connection: Kept, url: URL, way: Way): Promise<RosbridgeSocket> {
	return await inTime(connection.socket, way, async (stop) => {
		const { socket: known } = connection;
		const socket = known?.isUsable ? known : await RosbridgeSocket.open(url, way.passage);
		// Nobody waits for it any more.
		if (socket !== known) stop.addEventListener('abort', () => socket.drop());
		if (stop.aborted) socket.drop();
		else connection.socket = socket;
		await socket.whileSound(async () => await socket.opened());
		return socket;
	});
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
