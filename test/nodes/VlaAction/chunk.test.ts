import type { IDataObject } from 'n8n-workflow';
import { closeRosbridgeConnections } from '../../../lib/vla/outputs/rosbridge-client';
import { packSteps, startOpenPiServer } from '../../helpers/policy-servers/open-pi-server';
import { codesOf, useVlaWithServers } from '../../helpers/policy-servers/vla';
import { waitFor } from '../../helpers/processes';
import { startRosbridgeServer, type RosbridgeServer } from '../../helpers/rosbridge-server';

const { use, act } = useVlaWithServers();
const steps = Array.from({ length: 10 }, (_, n) => Array(14).fill(n / 100) as number[]);

let robot: RosbridgeServer;
beforeEach(async () => {
	use(await startOpenPiServer({ reply: () => packSteps(steps) }));
	robot = await startRosbridgeServer();
});
afterEach(async () => {
	closeRosbridgeConnections();
	await robot.close();
});

const ALOHA = { policy: 'openPi', robot: 'aloha', state: JSON.stringify(Array(14).fill(0)) };
const run = async (options: IDataObject) => await act(ALOHA, options);
const trajectories = () =>
	robot.published
		.filter(({ topic }) => topic === '/joint_trajectory')
		.map(({ msg }) => (msg as unknown as { points: Array<{ positions: number[] }> }).points);

it('tells the robot one step after the other, and the output all of them', async () => {
	const address = { outputFormat: 'rosbridge', rosbridgeAddress: robot.address };
	const { items, error } = await run({ ...address, periodSeconds: 0.02 });
	expect(error).toBeUndefined();
	const { sent, rosbridge } = items[0].json as IDataObject & {
		rosbridge: { messages: Array<{ msg?: { points?: unknown[] } }> };
	};
	expect(sent).toBe(true);
	expect(rosbridge.messages.flatMap(({ msg }) => msg?.points ?? [])).toHaveLength(10);
	await waitFor(() => (trajectories().length >= 10 ? true : undefined));
	expect(trajectories().map((points) => points.map(({ positions: [first] }) => first))).toEqual(
		steps.map(([first]) => [first]),
	);
	expect(robot.errors).toEqual([]);
});

it('sends nothing while joints are held', async () => {
	const held = { outputFormat: 'rosbridge', rosbridgeAddress: robot.address, maxJointStep: 0 };
	// The first step is where the robot is: let it be none of them.
	use(await startOpenPiServer({ reply: () => packSteps(steps.slice(5)) }));
	const { items } = await run(held);
	expect(items[0].json).toMatchObject({ held: true, sent: false });
	expect(robot.connections).toBe(0);
});

it.each([false, true])(
	'leaves out steps that would begin too late, and says so',
	async (dryRun) => {
		const capturedAt = Date.now();
		const { items, hints } = await run({ dryRun, capturedAt, periodSeconds: 10, maximumAge: 35 });
		const { json } = items[0];
		expect(json[dryRun ? 'proposedChunk' : 'chunk']).toHaveLength(4);
		expect(json).toMatchObject({ safe: true, reasons: [], held: dryRun });
		const [sentence] = json.warnings as string[];
		expect(sentence).toMatch(
			dryRun ? /first 4 of 10 steps would be/ : /first 4 of 10 steps are given/,
		);
		expect(hints).toContain(sentence);
	},
);

it('gives no further action while the steps of the last are not over', async () => {
	const options = { robotName: `chunk ${Date.now()}`, periodSeconds: 5, minimumInterval: 0 };
	expect((await run(options)).items[0].json).toMatchObject({ held: false });
	const { json } = (await run(options)).items[0];
	expect(codesOf(json)).toEqual(['TOO_SOON']);
	expect((json.reasons as IDataObject[])[0].message).toMatch(/its steps take 50000 ms/);
});

it('says once that a picture counts as taken when the node began, where nobody tells', async () => {
	const said = /^The option "Captured At" is empty/;
	const count = async (options: IDataObject) =>
		(await run(options)).hints.filter((hint) => said.test(hint)).length;
	expect(await count({})).toBe(1);
	expect(await count({ capturedAt: Date.now() })).toBe(0);
	expect(await count({ dryRun: true })).toBe(0);
});
