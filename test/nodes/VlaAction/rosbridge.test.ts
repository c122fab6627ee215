import { randomUUID } from 'node:crypto';
import path from 'node:path';
import type { IDataObject } from 'n8n-workflow';
import example from '../../../examples/vla-rosbridge.json';
import { closeRosbridgeConnections } from '../../../lib/vla/outputs/rosbridge-client';
import { openHarness, type Harness } from '../../../scripts/lib/harness';
import { standIns } from '../../../scripts/sim/n8n-stand-ins';
import { waitFor } from '../../helpers/processes';
import { startRosbridgeServer, type RosbridgeServer } from '../../helpers/rosbridge-server';
import { startSimulatedTable, type SimulatedTable } from '../../helpers/simulated-table';
import { watchTemporaryFolder } from '../../helpers/temporary';

// When robots were last moved is kept there.
watchTemporaryFolder();

const folder = path.join(__dirname, '../../fixtures/models/openvla-tabletop');
const model = { __rl: true, mode: 'folder', value: folder };
const CAMERA = 'http://localhost:8080/snapshot?topic=/camera/image_raw';
const SEED = 3;
const ZERO = { x: 0, y: 0, z: 0 };
const STOP = { linear: ZERO, angular: ZERO };
const STEP_SECONDS = 0.02;
const LIVE = {
	...{ dryRun: false, annotate: false, minimumInterval: 0, maximumAge: 600 },
	periodSeconds: STEP_SECONDS,
};

let table: SimulatedTable;
let harness: Harness;
let robot: RosbridgeServer;
beforeAll(async () => {
	table = await startSimulatedTable();
	harness = await openHarness({ standIns });
});
beforeEach(async () => (robot = await startRosbridgeServer()));
afterEach(async () => {
	closeRosbridgeConnections();
	await robot.close();
});
afterAll(async () => {
	await harness?.close();
	await table?.close();
});

/** The example with the drawn table for its camera and the test's server for its robot. */
function workflow(options: IDataObject) {
	// A robot of its own: one that was stopped counts as busy until its motion would have been over.
	const own = { rosbridgeAddress: robot.address, robotName: randomUUID() };
	const here = { ...LIVE, ...own, ...options };
	const nodes = example.nodes.map((node) => {
		const { url, options: kept } = node.parameters as IDataObject;
		if (url === CAMERA) {
			return { ...node, parameters: { ...node.parameters, url: `${table.url}/camera.png` } };
		}
		if (node.name !== 'VLA Action') return node;
		const all = { ...(kept as IDataObject), ...here };
		return { ...node, parameters: { ...node.parameters, model, options: all } };
	});
	return { ...example, nodes };
}

async function move(options: IDataObject = {}) {
	await table.reset(SEED);
	const { error, lastItems } = await harness.run(workflow(options));
	return { error, json: lastItems[0]?.json };
}

const arrived = async (count: number) =>
	await waitFor(() => (robot.published.length >= count ? robot.published : undefined));

it('tells the robot how fast to go, and then to stand still', async () => {
	const { error, json } = await move();
	expect(error).toBeUndefined();
	expect(json).toMatchObject({ sent: true, dryRun: false, safe: true, held: false });
	const [moving, gripper, stop] = await arrived(3);
	const { x, y, z, roll, pitch, yaw, gripper: open } = json!.action as Record<string, number>;
	const speed = (metres: number) => expect.closeTo(metres / STEP_SECONDS, 9) as number;
	expect(moving).toMatchObject({
		topic: '/servo_node/delta_twist_cmds',
		type: 'geometry_msgs/TwistStamped',
		msg: {
			header: { frame_id: 'base_link' },
			twist: {
				linear: { x: speed(x), y: speed(y), z: speed(z) },
				angular: { x: speed(roll), y: speed(pitch), z: speed(yaw) },
			},
		},
	});
	expect(Math.hypot(x, y)).toBeGreaterThan(0.01);
	expect(gripper).toMatchObject({ topic: '/gripper_command', msg: { data: open } });
	expect(stop).toMatchObject({ topic: moving.topic, msg: { twist: STOP } });
	expect(robot.errors).toEqual([]);
});

it('sends nothing in the dry run that the example starts with', async () => {
	expect(example.nodes.find(({ name }) => name === 'VLA Action')!.parameters.options).toMatchObject(
		{ dryRun: true },
	);
	const { error, json } = await move({ dryRun: true });
	expect(error).toBeUndefined();
	expect(json).toMatchObject({ sent: false, dryRun: true, action: { x: 0, y: 0, z: 0 } });
	expect(robot.connections).toBe(0);
});

it('sends a hand that is held to stand still, and leaves the gripper alone', async () => {
	const { json } = await move({ maxStep: 0.001 });
	expect(json).toMatchObject({ sent: true, held: true });
	const published = await arrived(2);
	expect(published.map(({ msg }) => msg)).toMatchObject([{ twist: STOP }, { twist: STOP }]);
});

it('sends as plain Twist where the robot takes that', async () => {
	const { error } = await move({ motionMessage: 'twist', motionTopic: '/cmd_vel' });
	expect(error).toBeUndefined();
	const [{ topic, type }] = await arrived(3);
	expect([topic, type]).toEqual(['/cmd_vel', 'geometry_msgs/Twist']);
});

it('fails in the words of a server that refuses, the hand stopped', async () => {
	robot.saysErrors = true;
	// A gripper that listens where the hand does: two kinds of message for one topic.
	const { error } = await move({ gripperTopic: '/servo_node/delta_twist_cmds', periodSeconds: 60 });
	expect(error?.message).toMatch(/did not take a message .*already established/);
	const published = await arrived(2);
	expect(published.at(-1)!.msg).toMatchObject({ twist: STOP });
});

it('says where no robot answers, and where its address is none', async () => {
	const gone = await move({ rosbridgeAddress: 'ws://127.0.0.1:1' });
	expect(gone.error?.message).toMatch(/No rosbridge server could be reached at ws:\/\/127.0.0.1:1/);
	const wrong = await move({ rosbridgeAddress: 'robot.local' });
	expect(wrong.error?.message).toMatch(/begin with ws:\/\//);
});

it('stops the hand when the workflow is stopped', async () => {
	await table.reset(SEED);
	const execution = harness.start(workflow({ periodSeconds: 60 }));
	await arrived(2);
	execution.cancel();
	expect((await execution.result).status).toBe('canceled');
	const published = await arrived(3);
	expect(published.at(-1)!.msg).toMatchObject({ twist: STOP });
});
