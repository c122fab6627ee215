import type { IDataObject, INode } from 'n8n-workflow';
import { closeKeptConnections } from '../../../lib/hosted/policy-servers/open-pi-keeper';
import { live, openHarness, runVla, table, type Harness } from '../vla';

export const POLICY_KEY = 'secret-of-the-robot';
const CREDENTIAL = { multimodalPolicyServerApi: { id: '1', name: 'Server' } };

/** The robot of a hand holds still. */
export const STILL = { x: 0, y: 0, z: 0, roll: 0, pitch: 0, yaw: 0, gripper: null };

export const codesOf = ({ reasons }: IDataObject) =>
	(reasons as IDataObject[]).map(({ code }) => code);

/** Runs VLA Action with one policy server after the other, each of which ends with its test. */
export function useVlaWithServers() {
	/** The harness takes credentials when it is opened: the servers are put in. */
	const server = { url: '', apiKey: POLICY_KEY };
	let harness: Harness;
	const opened: Array<{ close(): Promise<void> }> = [];
	beforeAll(async () => {
		harness = await openHarness({ credentials: { multimodalPolicyServerApi: server } });
	});
	afterAll(async () => {
		closeKeptConnections();
		await harness.close();
	});
	afterEach(async () => {
		for (const one of opened.splice(0)) await one.close();
	});

	/** Has this server asked from now on. */
	function use<Server extends { url: string; close(): Promise<void> }>(started: Server): Server {
		server.url = started.url;
		opened.push(started);
		return started;
	}

	/** Has an address asked from now on. */
	const point = (url: string) => (server.url = url);

	/** Dry Run off, on a robot of its own, with all the time in the world. */
	async function act(
		parameters: IDataObject,
		options: IDataObject = {},
		node: Partial<INode> = {},
	) {
		const item = await harness.itemFromFile(table(0));
		const wrist = await harness.itemFromFile(table(1), 'wrist');
		const input = [{ ...item, binary: { ...item.binary, ...wrist.binary } }];
		const all = {
			instruction: 'pick up the cup',
			...parameters,
			options: live({ lookCheck: false, ...options }),
		};
		return await runVla(harness, input, all, { credentials: CREDENTIAL, ...node });
	}

	const readBinary = async (...given: Parameters<Harness['readBinary']>) =>
		await harness.readBinary(...given);
	return { use, point, act, readBinary };
}
