import type { IDataObject } from 'n8n-workflow';
import golden from '../../fixtures/golden/openvla-tabletop.json';
import { live, openHarness, runVla, table, type Harness } from '../../helpers/vla';

let harness: Harness;
beforeAll(async () => (harness = await openHarness()));
afterAll(async () => await harness.close());

const [WANTED] = golden.cases;

async function act(options: IDataObject = {}) {
	const input = [await harness.itemFromFile(table(0))];
	const { items } = await runVla(harness, input, { options: live(options) });
	return items[0].json;
}

it.each([
	['asPolicy', 0],
	['zeroClosedOneOpen', 0],
	['zeroOpenOneClosed', 1],
	['minusOneClosedOneOpen', -1],
	['minusOneOpenOneClosed', 1],
])('gives a gripper that closes as %s: %d', async (gripper, expected) => {
	expect((await act({ gripper })).action).toMatchObject({ gripper: expected });
});

it('turns the gripper round where the policy counts otherwise', async () => {
	const policyGripper = 'zeroOpenOneClosed';
	const gripper = 'zeroClosedOneOpen';
	expect((await act({ policyGripper, gripper })).action).toMatchObject({ gripper: 1 });
});

it('leaves a gripper as it is while it holds still, whatever is set', async () => {
	const options = { gripper: 'minusOneOpenOneClosed', binarizeGripper: true, dryRun: true };
	const json = await act(options);
	expect(json.action).toMatchObject({ gripper: null });
	expect(json.proposed).toMatchObject({ gripper: 1 });
});

it('adds messages for rosbridge, by the topics and the time of a step that are set', async () => {
	const { rosbridge } = await act({
		outputFormat: 'rosbridge',
		periodSeconds: 0.5,
		motionTopic: '/servo/delta_twist_cmds',
		motionMessage: 'twistStamped',
		frameId: 'panda_link0',
		gripperMessage: 'bool',
	});
	expect(rosbridge).toMatchObject({
		messages: [
			{ op: 'advertise', topic: '/servo/delta_twist_cmds', type: 'geometry_msgs/TwistStamped' },
			{ op: 'advertise', topic: '/gripper_command', type: 'std_msgs/Bool' },
			{
				op: 'publish',
				topic: '/servo/delta_twist_cmds',
				msg: {
					header: { frame_id: 'panda_link0' },
					twist: { linear: { x: expect.closeTo(2 * WANTED.action[0], 9) } },
				},
			},
			{ op: 'publish', topic: '/gripper_command', msg: { data: false } },
		],
		later: [
			{ afterSeconds: 0.5, messages: [{ msg: { twist: { linear: { x: 0, y: 0, z: 0 } } } }] },
		],
	});
});

it('tells every format to hold still in a dry run', async () => {
	const dry = async (outputFormat: string) => await act({ outputFormat, dryRun: true });
	const { rosbridge } = (await dry('rosbridge')) as { rosbridge: { messages: IDataObject[] } };
	const published = rosbridge.messages.filter(({ op }) => op === 'publish');
	const zero = { x: 0, y: 0, z: 0 };
	expect(published).toEqual([
		{ op: 'publish', topic: '/cmd_vel', msg: { linear: zero, angular: zero } },
	]);
	expect((await dry('leRobot')).leRobot).toEqual([
		{
			...{ delta_x: 0, delta_y: 0, delta_z: 0 },
			...{ delta_wx: 0, delta_wy: 0, delta_wz: 0, gripper: 1 },
		},
	]);
	const { mqtt } = (await dry('mqtt')) as { mqtt: { topic: string; payload: string } };
	expect(mqtt.topic).toBe('robot/action');
	expect(JSON.parse(mqtt.payload)).toMatchObject({
		...{ dryRun: true, held: true, safe: true },
		steps: [{ x: 0, y: 0, z: 0, gripper: null }],
	});
});

it('adds the action by the names of LeRobot, and an MQTT message', async () => {
	expect((await act({ outputFormat: 'leRobot' })).leRobot).toMatchObject([
		{ delta_x: WANTED.action[0], gripper: 0 },
	]);
	const { mqtt } = await act({ outputFormat: 'mqtt', mqttTopic: 'lab/arm' });
	expect(mqtt).toMatchObject({ topic: 'lab/arm' });
	const payload = JSON.parse((mqtt as { payload: string }).payload) as IDataObject;
	expect(payload).toMatchObject({ dryRun: false, steps: [{ x: WANTED.action[0] }] });
	expect(Math.abs(Date.parse(String(payload.timestamp)) - Date.now())).toBeLessThan(60_000);
});

it('adds nothing to a plain action', async () => {
	const json = await act();
	for (const field of ['rosbridge', 'leRobot', 'mqtt']) expect(json).not.toHaveProperty(field);
});
