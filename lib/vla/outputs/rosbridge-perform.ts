import type { SocketPassage } from '../../hosted/policy-servers/frame-socket';
import { within } from '../../hosted/within';
import { pause } from '../../pause';
import type { RosMessage, RosMessages } from './rosbridge';
import { rosbridgeNetworkError } from './rosbridge-errors';
import type { RosbridgeSocket } from './rosbridge-socket';

/** A rosbridge server and how it is reached. */
export interface RosbridgeServer {
	/** `ws://` or `wss://`. */
	address: string;
	passage: SocketPassage;
	/** To connect, and for its answer that all arrived. */
	timeoutMs: number;
}

/** How an action is sent. */
export interface Sending {
	signal?: AbortSignal;
	/** Until when a step may begin, milliseconds since 1970; absent: whenever. */
	freshUntilMs?: number;
	/** Told just before the robot is: from here on it may have moved. */
	onBegin?: () => void;
}

/** How much was sent. */
export interface Sent {
	/** When the motion was ended before its last steps, as the picture was too old for them; absent: all was sent. */
	endedAfterSeconds?: number;
}

/** Where and how an action is sent. */
export interface Way extends Sending, RosbridgeServer {
	origin: string;
}

/**
 * Does an action over an open connection, and ends when all has arrived. Sends the stop at once when the signal comes or
 * a message is refused. ROSBRIDGE_TOO_LATE where its picture is too old to begin.
 */
export async function perform(
	socket: RosbridgeSocket,
	action: RosMessages,
	way: Way,
): Promise<Sent> {
	const { origin, signal, freshUntilMs = Infinity, onBegin } = way;
	if (Date.now() > freshUntilMs) throw rosbridgeNetworkError('ROSBRIDGE_TOO_LATE', { origin });
	onBegin?.();
	socket.send(
		action.messages.filter(({ op, topic }) => op === 'publish' || !socket.advertised.has(topic)),
	);
	for (const { op, topic } of action.messages) if (op === 'advertise') socket.advertised.add(topic);
	// What failed sends nothing more, least of all behind the stop.
	const over = new AbortController();
	const until = signal ? AbortSignal.any([signal, over.signal]) : over.signal;
	try {
		const later = async () => await sendLater(socket, action, { signal: until, freshUntilMs });
		const sent = await socket.whileSound(later);
		await arrived(socket, way);
		return sent;
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
	await arrived(socket, { ...way, signal: undefined }).catch(() => {
		// What failed before is told.
	});
}

const arrived = async (socket: RosbridgeSocket, way: Way): Promise<void> =>
	await inTime(socket, way, async () => {
		await socket.whileSound(async () => await socket.arrived());
	});

/** A connection that is too slow is given up. */
export async function inTime<Result>(
	socket: RosbridgeSocket | undefined,
	{ origin, timeoutMs, signal }: Way,
	work: (stop: AbortSignal) => Promise<Result>,
): Promise<Result> {
	const tooSlow = () => {
		socket?.drop();
		return rosbridgeNetworkError('ROSBRIDGE_TIMEOUT', { origin, timeoutMs });
	};
	return await within({ timeoutMs, signal, tooSlow }, work);
}

/** A step that would begin when the picture is too old gives way to the end of the motion. */
async function sendLater(
	socket: RosbridgeSocket,
	{ later }: RosMessages,
	{ signal, freshUntilMs }: Required<Pick<Sending, 'freshUntilMs'>> & { signal: AbortSignal },
): Promise<Sent> {
	const startedMs = performance.now();
	const end = later.at(-1);
	for (const one of later) {
		const waitMs = Math.max(0, startedMs + one.afterSeconds * 1000 - performance.now());
		await pause(waitMs, signal);
		const isTooOld = one !== end && Date.now() > freshUntilMs;
		socket.send(isTooOld ? end!.messages : one.messages);
		if (isTooOld) return { endedAfterSeconds: one.afterSeconds };
	}
	return {};
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
