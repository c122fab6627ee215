import { setTimeout as sleep } from 'node:timers/promises';
import { MultimodalError } from '../../../../lib/errors';
import { toRosbridge, type RosOptions } from '../../../../lib/vla/outputs/rosbridge';
import { sendToRosbridge } from '../../../../lib/vla/outputs/rosbridge-client';
import { waitFor } from '../../../helpers/processes';
import { failure, passage, STOP, useRosbridge, ZERO } from './rosbridge-support';
import { handSteps, jointSteps, ROS_OPTIONS as OPTIONS } from './steps';

const robot = useRosbridge();
const { send, arrived } = robot;
const quick = { periodSeconds: 0.02 };
const motion = (options: Partial<RosOptions> = {}) =>
	toRosbridge(handSteps(quick), { ...OPTIONS, ...options });
/** Moves for a minute. */
const long = () => toRosbridge(handSteps({ periodSeconds: 60 }), OPTIONS);
const topics = () => robot.server.published.map(({ topic }) => topic);

it('moves a hand for as long as a step takes, and stops it', async () => {
	await send(motion());
	const [moving, gripper, stop] = await arrived(3);
	expect([moving.topic, gripper.topic, stop.topic]).toEqual(['/cmd', '/gripper', '/cmd']);
	expect(moving.type).toBe('geometry_msgs/Twist');
	expect(moving.msg.linear).not.toEqual(ZERO);
	expect(stop.msg).toEqual(STOP);
	expect(robot.server.errors).toEqual([]);
});

it.each([
	['TwistStamped', () => motion({ stamped: true })],
	['Bool', () => motion({ gripperMessage: 'bool' })],
	['JointTrajectory', () => toRosbridge(jointSteps(2, quick), OPTIONS)],
])('sends a %s as ROS knows it', async (type, action) => {
	await send(action());
	await arrived(1);
	await waitFor(() => robot.server.published.find((one) => one.type.endsWith(`/${type}`)));
	expect(robot.server.errors).toEqual([]);
});

it('sends nothing that is too late once the connection stands, but goes on over it', async () => {
	const way = robot.way();
	const late = sendToRosbridge(way, motion(), { freshUntilMs: Date.now() - 1 });
	expect((await failure(late)).code).toBe('ROSBRIDGE_TOO_LATE');
	await sendToRosbridge(way, motion(), { freshUntilMs: Date.now() + 600_000 });
	await arrived(3);
	expect(topics()).toEqual(['/cmd', '/gripper', '/cmd']);
	expect(robot.server.connections).toBe(1);
});

it('keeps its connection for the next action, and announces a topic once', async () => {
	await send(motion());
	await send(motion());
	await arrived(6);
	expect(robot.server.connections).toBe(1);
	expect(robot.server.advertised).toEqual(['/cmd', '/gripper']);
});

it('connects anew where a connection was lost between two actions', async () => {
	await send(motion());
	await arrived(3);
	robot.server.cut();
	// Who is faster than the news of it is told so.
	await send(motion()).catch(async ({ code }: MultimodalError) => {
		expect(code).toBe('ROSBRIDGE_LOST');
		await send(motion());
	});
	await arrived(6);
	expect(robot.server.connections).toBe(2);
	expect(robot.server.advertised).toEqual(['/cmd', '/gripper', '/cmd', '/gripper']);
});

it('leaves nothing behind that a slow server has not worked off', async () => {
	robot.server.workMs = 30;
	await send(motion());
	await arrived(3);
	expect(robot.server.published.at(-1)!.msg).toEqual(STOP);
});

it('stops the hand at once when the run is stopped', async () => {
	const stopper = new AbortController();
	const sending = failure(send(long(), stopper.signal));
	await arrived(2);
	stopper.abort();
	expect((await sending).code).toBe('CANCELLED');
	await arrived(3);
	expect(topics()).toEqual(['/cmd', '/gripper', '/cmd']);
	expect(robot.server.published[2].msg).toEqual(STOP);
});

it('tells that the robot is about to be told, but not where nobody could be reached', async () => {
	const told: number[] = [];
	const onBegin = () => told.push(robot.server.published.length);
	const nowhere = { address: 'ws://127.0.0.1:1', passage, timeoutMs: 1000 };
	await failure(sendToRosbridge(nowhere, motion(), { onBegin }));
	expect(told).toEqual([]);
	await sendToRosbridge({ ...nowhere, address: robot.server.address }, motion(), { onBegin });
	expect(told).toEqual([0]);
});

describe('while nobody says whether the address is allowed', () => {
	let allow: () => void;
	const verdict = async () => {
		await new Promise<void>((resolve) => (allow = resolve));
		return {};
	};
	const ask = async (signal: AbortSignal, timeoutMs: number) => {
		const way = { address: robot.server.address, passage: verdict, timeoutMs };
		return await failure(sendToRosbridge(way, motion(), { signal }));
	};

	it.each([
		['a run can be stopped', 'CANCELLED', 50, 60_000],
		['the time limit holds', 'ROSBRIDGE_TIMEOUT', 60_000, 50],
	])('%s, and the robot is free for the next', async (_, code, stopMs, timeoutMs) => {
		expect((await ask(AbortSignal.timeout(stopMs), timeoutMs)).code).toBe(code);
		await send(motion());
		expect(robot.server.connections).toBe(1);
		// What comes too late opens no connection that anybody would use.
		allow();
		await sleep(100);
		await send(motion());
		await arrived(6);
		expect(topics().slice(3)).toEqual(['/cmd', '/gripper', '/cmd']);
		expect(robot.server.connections).toBe(1);
	});
});

it('does nothing of a broken-off action afterwards', async () => {
	robot.server.saysErrors = true;
	const { messages, later } = toRosbridge(
		handSteps({ periodSeconds: 0.1, steps: [...handSteps().steps, ...handSteps().steps] }),
		{ ...OPTIONS, gripperTopic: '/cmd' },
	);
	expect((await failure(send({ messages, later }))).code).toBe('ROSBRIDGE_REFUSED');
	await arrived(2);
	// Longer than the rest of the action would have taken.
	await sleep(300);
	expect(topics()).toEqual(['/cmd', '/cmd']);
	expect(robot.server.published[1].msg).toEqual(STOP);
});

it('stops the hand and tells why where the server refuses a message', async () => {
	robot.server.saysErrors = true;
	const action = long();
	const wrong = action.messages.map((message) =>
		message.op === 'publish' && message.topic === '/gripper'
			? { ...message, msg: { data: 'open' } }
			: message,
	);
	const error = await failure(send({ ...action, messages: wrong }));
	expect([error.errorClass, error.code]).toEqual(['service', 'ROSBRIDGE_REFUSED']);
	expect(error.message).toContain('std_msgs/Float64 message requires a float64 for field data');
	await arrived(2);
	expect(robot.server.published.map(({ topic }) => topic)).toEqual(['/cmd', '/cmd']);
	expect(robot.server.published[1].msg).toEqual(STOP);
	// The next action is announced and done as if nothing had been.
	await send(motion());
	await arrived(5);
	expect(robot.server.connections).toBe(1);
});

it('tells of a refusal that comes after the action with the next one, which is not sent', async () => {
	robot.server.saysErrors = true;
	robot.server.workMs = 40;
	const other = toRosbridge(handSteps(quick), { ...OPTIONS, gripperTopic: '/cmd' });
	await send(other);
	await waitFor(() => (robot.server.errors.length > 0 ? true : undefined));
	const before = topics().length;
	expect((await failure(send(motion()))).code).toBe('ROSBRIDGE_REFUSED');
	expect(topics().slice(before).includes('/gripper')).toBe(false);
});

it('sends no action while another moves the robot', async () => {
	const stopper = new AbortController();
	const sending = failure(send(long(), stopper.signal));
	const error = await failure(send(motion()));
	expect([error.errorClass, error.code]).toEqual(['input', 'ROBOT_BUSY']);
	await arrived(2);
	stopper.abort();
	await sending;
});

it('says where a connection breaks off in mid-motion that the robot may still move', async () => {
	const sending = failure(send(long()));
	await arrived(2);
	robot.server.cut();
	const error = await sending;
	expect([error.errorClass, error.code]).toEqual(['network', 'ROSBRIDGE_LOST']);
	expect(error.message).toMatch(/see that it stands still/);
});

it('gives up a server that does not answer', async () => {
	robot.server.isFrozen = true;
	const error = await failure(send(motion(), undefined, 200));
	expect([error.errorClass, error.code]).toEqual(['network', 'ROSBRIDGE_TIMEOUT']);
	robot.server.isFrozen = false;
	await send(motion());
	expect(robot.server.connections).toBe(2);
});

it('says where there is no server, or no address', async () => {
	const nowhere = { address: 'ws://127.0.0.1:1', passage, timeoutMs: 1000 };
	const error = await failure(sendToRosbridge(nowhere, motion()));
	expect([error.errorClass, error.code]).toEqual(['network', 'ROSBRIDGE_UNREACHABLE']);
	expect(error.message).toMatch(/ws:\/\/127.0.0.1:1 .*ECONNREFUSED/);
	for (const address of ['', 'robot:9090', 'http://robot:9090', 'ws://me:secret@robot:9090']) {
		const refused = await failure(sendToRosbridge({ ...nowhere, address }, motion()));
		expect(refused.code).toBe('ROSBRIDGE_ADDRESS_INVALID');
		expect(refused.message).not.toContain('secret');
	}
});

it('connects nowhere that n8n forbids', async () => {
	const forbidden = new MultimodalError('network', 'REQUEST_BLOCKED', 'n8n forbids it.');
	const blocked = async () => await Promise.reject(forbidden);
	const target = { address: robot.server.address, passage: blocked, timeoutMs: 1000 };
	expect(await failure(sendToRosbridge(target, motion()))).toBe(forbidden);
	expect(robot.server.connections).toBe(0);
});
