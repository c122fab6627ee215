import { setTimeout as sleep } from 'node:timers/promises';
import { toRosbridge, type RosMessages } from '../../../../lib/vla/outputs/rosbridge';
import { sendToRosbridge } from '../../../../lib/vla/outputs/rosbridge-client';
import { waitFor } from '../../../helpers/processes';
import { failure, STOP, useRosbridge } from './rosbridge-support';
import { handSteps, jointSteps, ROS_OPTIONS as OPTIONS } from './steps';

const robot = useRosbridge();
const { send, arrived } = robot;

/** Six steps of arms, of 0.1 s each. */
const armMotion = (gripperTopic = '/gripper') => {
	const steps = Array.from({ length: 6 }, (_, n) => [n / 10, n / 10, n === 2 ? 1 : null]);
	const all = jointSteps(1, { steps, periodSeconds: 0.1 });
	return toRosbridge(all, { ...OPTIONS, gripperTopic }, { stepwise: true });
};
const positions = () =>
	robot.server.published.flatMap(({ msg }) =>
		((msg as { points?: Array<{ positions: number[] }> }).points ?? []).map(
			({ positions: [first] }) => first,
		),
	);

it('tells joints one step at a time, and ends when the last is over', async () => {
	const startedMs = performance.now();
	await send(armMotion());
	expect(performance.now() - startedMs).toBeGreaterThan(590);
	await waitFor(() => (positions().length >= 6 ? true : undefined));
	expect(positions()).toEqual([0, 0.1, 0.2, 0.3, 0.4, 0.5]);
	expect(robot.server.errors).toEqual([]);
});

it('tells joints no further step when the run is stopped', async () => {
	const stopper = new AbortController();
	const sending = failure(send(armMotion(), stopper.signal));
	await arrived(2);
	stopper.abort();
	expect((await sending).code).toBe('CANCELLED');
	const told = positions();
	// Longer than the rest of the action would have taken.
	await sleep(500);
	expect(positions()).toEqual(told);
	expect(told.length).toBeLessThan(4);
});

it('tells joints no further step where a message is refused', async () => {
	robot.server.saysErrors = true;
	// A gripper that listens where the joints do: two kinds of message for one topic, at the third step.
	const action = armMotion('/joints');
	expect((await failure(send(action))).code).toBe('ROSBRIDGE_REFUSED');
	// What was on its way to the server already.
	await sleep(100);
	const told = positions();
	await sleep(500);
	expect(positions()).toEqual(told);
	expect(told.length).toBeLessThan(4);
});

describe('a picture that grows old on the way', () => {
	/** The time since the robot was first told: connecting takes none of it. */
	const sendUntil = async (action: RosMessages, freshUntilMs: number) => {
		let begunMs: number | undefined;
		const sinceMs = () => (begunMs === undefined ? 0 : performance.now() - begunMs);
		const clock = jest.spyOn(Date, 'now').mockImplementation(sinceMs);
		const onBegin = () => (begunMs = performance.now());
		const way = robot.way();
		return await sendToRosbridge(way, action, { freshUntilMs, onBegin }).finally(() =>
			clock.mockRestore(),
		);
	};
	const hand = (count: number) => {
		const steps = Array.from({ length: count }, () => handSteps().steps[0]);
		return toRosbridge(handSteps({ steps }), OPTIONS);
	};

	it('ends a hand before the step that would begin then', async () => {
		const { endedAfterSeconds } = await sendUntil(hand(6), 500);
		expect(endedAfterSeconds).toBeCloseTo(0.6, 9);
		await arrived(7);
		const moved = robot.server.published.filter(({ topic }) => topic === '/cmd');
		expect(moved).toHaveLength(4);
		expect(moved[3].msg).toEqual(STOP);
	});

	it('ends joints too', async () => {
		const { endedAfterSeconds } = await sendUntil(armMotion(), 250);
		const told = Math.round(endedAfterSeconds! / 0.1);
		expect(told).toBeLessThan(6);
		await waitFor(() => (positions().length >= told ? true : undefined));
		await sleep(300);
		expect(positions()).toHaveLength(told);
	});

	it('lets a step that has begun end', async () => {
		expect(await sendUntil(hand(1), 10)).toEqual({});
	});
});
