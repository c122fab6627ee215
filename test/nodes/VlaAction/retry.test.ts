import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { IDataObject, IExecuteFunctions, INode, INodeExecutionData } from 'n8n-workflow';
import { closeRosbridgeConnections } from '../../../lib/vla/outputs/rosbridge-client';
import { recallItems } from '../../../nodes/VlaAction/earlier-tries';
import { startOpenVlaServer } from '../../helpers/policy-servers/deploy-server';
import { useVlaWithServers } from '../../helpers/policy-servers/vla';
import { startRosbridgeServer, type RosbridgeServer } from '../../helpers/rosbridge-server';

const { use, act } = useVlaWithServers();
const STEP = [0.01, 0, 0, 0, 0, 0, 1];
const RETRY: Partial<INode> = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };
const parameters = { policy: 'openVla', unnormKey: 'kuka' };

let robot: RosbridgeServer;
beforeEach(async () => (robot = await startRosbridgeServer()));
afterEach(async () => {
	closeRosbridgeConnections();
	await robot.close();
});

/** Sends a short step to the robot. */
const sending = (options: IDataObject = {}) => ({
	...{ outputFormat: 'rosbridge', rosbridgeAddress: robot.address, motionTopic: '/cmd' },
	...{ periodSeconds: 0.02, minimumInterval: 0 },
	...options,
});
const motions = () => robot.published.filter(({ topic }) => topic === '/cmd');

it.each(['stopWorkflow', 'continueRegularOutput'] as const)(
	'sends no motion again with Retry On Fail, On Error %s',
	async (onError) => {
		const { questions } = use(await startOpenVlaServer(() => STEP));
		robot.saysErrors = true;
		// The first message to the gripper is refused, when the hand moves already.
		const gone = sending({ gripperTopic: '/cmd', periodSeconds: 1 });
		const { error, items } = await act(parameters, gone, { ...RETRY, onError });
		const said = error?.message ?? (items[0].json.error as string);
		expect(said).toMatch(
			/^An earlier try of this run has sent this item's action.*already establi/,
		);
		await sleep(100);
		// It moved once, and was stopped.
		expect(motions()).toHaveLength(2);
		expect(questions).toHaveLength(1);
	},
);

it('tries again where the robot was told nothing yet', async () => {
	const { questions } = use(await startOpenVlaServer(() => STEP));
	const nobody = sending({ rosbridgeAddress: 'ws://127.0.0.1:1' });
	const { error } = await act(parameters, nobody, RETRY);
	expect(error!.message).toMatch(/^No rosbridge server could be reached/);
	expect(questions).toHaveLength(3);
});

it('counts the age of a picture from the first try', async () => {
	const { tricks, questions } = use(await startOpenVlaServer(() => STEP));
	tricks.push((response) => response.destroy());
	const fails = { onViolation: 'fail', maximumAge: 1 };
	const { error } = await act(parameters, fails, { ...RETRY, maxTries: 2, waitBetweenTries: 1100 });
	expect(error!.message).toMatch(/^The picture was \d+ ms old before the policy could be asked/);
	expect(questions).toHaveLength(0);
});

it('lets each further run send', async () => {
	use(await startOpenVlaServer(() => STEP));
	for (const runs of [1, 2]) {
		const { items } = await act(parameters, sending({ robotName: randomUUID() }), RETRY);
		expect(items[0].json).toMatchObject({ sent: true, held: false });
		expect(motions().filter(({ msg }) => Object.values(msg.linear).some(Boolean))).toHaveLength(
			runs,
		);
	}
});

it('knows an item again in the same run alone', () => {
	const item: INodeExecutionData = { json: {} };
	const recall = ($runIndex: number, given = item) => {
		const context = {
			getWorkflowDataProxy: () => ({ $runIndex }),
			getExecutionId: () => '1',
			getNode: () => ({ name: 'VLA Action' }),
			getInputData: () => [given],
		};
		return recallItems(context as unknown as IExecuteFunctions)[0];
	};
	const first = recall(0);
	expect(recall(0)).toBe(first);
	expect(recall(1)).not.toBe(first);
	expect(recall(0, { json: {} })).not.toBe(first);
});
