import { randomUUID } from 'node:crypto';
import type { IDataObject, INode } from 'n8n-workflow';
import { closeKeptConnections } from '../../../lib/hosted/policy-servers/open-pi-keeper';
import {
	startOftServer,
	startOpenVlaServer,
	type DeployServer,
} from '../../helpers/policy-servers/deploy-server';
import { packSteps, raise, startOpenPiServer } from '../../helpers/policy-servers/open-pi-server';
import { openHarness, runVla, table, type Harness } from '../../helpers/vla';

const KEY = 'secret-of-the-robot';
const CREDENTIAL = { multimodalPolicyServerApi: { id: '1', name: 'Server' } };
const STILL = { x: 0, y: 0, z: 0, roll: 0, pitch: 0, yaw: 0, gripper: null };
const STEP = [0.01, -0.02, 0.03, 0, 0, 0.1, 1];
/** The harness takes credentials when it is opened: one server after the other is put in. */
const server = { url: '', apiKey: KEY };
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

function use<Server extends { url: string; close(): Promise<void> }>(started: Server): Server {
	server.url = started.url;
	opened.push(started);
	return started;
}

/** Dry Run off, on a robot of its own. */
async function act(parameters: IDataObject, options: IDataObject = {}, node: Partial<INode> = {}) {
	const item = await harness.itemFromFile(table(0));
	const wrist = await harness.itemFromFile(table(1), 'wrist');
	const input = [{ ...item, binary: { ...item.binary, ...wrist.binary } }];
	const live = {
		...{
			annotate: false,
			maximumAge: 600,
			dryRun: false,
			robotName: randomUUID(),
			lookCheck: false,
		},
		...options,
	};
	const all = { instruction: 'pick up the cup', ...parameters, options: live };
	return await runVla(harness, input, all, { credentials: CREDENTIAL, ...node });
}

const openVla = (decide: Parameters<typeof startOpenVlaServer>[0]) =>
	startOpenVlaServer(decide, ['bridge_orig']);
const codes = ({ reasons }: IDataObject) => (reasons as IDataObject[]).map(({ code }) => code);

describe('OpenVLA', () => {
	const ask = async (options: IDataObject = {}, node: Partial<INode> = {}) =>
		await act({ policy: 'openVla' }, options, node);

	it('shows the server the picture and gives its action', async () => {
		const { questions, seen } = use(await openVla(() => STEP));
		const { items, hints } = await act({ policy: 'openVla', unnormKey: 'bridge_orig' });
		expect(items[0].json).toMatchObject({
			action: { x: 0.01, y: -0.02, z: 0.03, roll: 0, pitch: 0, yaw: 0.1, gripper: 1 },
			...{ safe: true, held: false, dryRun: false, engine: 'openVla', unnormKey: 'bridge_orig' },
			instruction: 'pick up the cup',
			latencyMs: { preparation: expect.any(Number), network: expect.any(Number) },
		});
		expect(items[0].json).not.toHaveProperty('chunk');
		expect(questions).toMatchObject([{ instruction: 'pick up the cup', unnormKey: 'bridge_orig' }]);
		expect(questions[0].pictures.image.shape).toEqual([224, 224, 3]);
		expect(seen[0].headers.authorization).toBe(`Bearer ${KEY}`);
		expect(hints).toEqual([expect.stringMatching(/does not tell which motions/)]);
	});

	it('holds still where the policy does not look at its pictures', async () => {
		const { questions } = use(await openVla(() => STEP));
		const { items } = await ask({ lookCheck: true });
		expect(items[0].json).toMatchObject({ action: STILL, held: true, safe: false });
		expect(codes(items[0].json)).toEqual(['NOT_LOOKING']);
		expect(questions).toHaveLength(2);
		expect(questions[1].pictures.image.bytes.every((value) => value === 0)).toBe(true);
	});

	it('asks only once whether a policy looks that does', async () => {
		const { questions } = use(
			await openVla(({ pictures }) => [pictures.image.bytes[0] / 10_000, ...STEP.slice(1)]),
		);
		const first = await ask({ lookCheck: true });
		const second = await ask({ lookCheck: true });
		expect([first, second].map(({ items }) => codes(items[0].json))).toEqual([[], []]);
		expect(questions).toHaveLength(3);
	});

	it.each([
		['a number is none', [NaN, ...STEP.slice(1)], /no number at place 1/],
		['one is infinite', [...STEP.slice(0, 6), Infinity], /no number at place 7/],
		['there are too few', STEP.slice(1), /gave 6 numbers for an action; this robot takes 7/],
	])('gives nothing out where %s', async (_, action, expected) => {
		use(await openVla(() => action));
		const { error, items } = await ask();
		expect(items).toEqual([]);
		expect(error!.message).toMatch(expected);
	});

	it('holds still where an action is larger than allowed', async () => {
		use(await openVla(() => [0.3, 0, 0, 0, 0, 0, 1]));
		const { items } = await ask();
		expect(items[0].json.action).toEqual(STILL);
		expect(codes(items[0].json)).toEqual(['STEP_TOO_LARGE']);
	});

	it('holds still where the answer comes too late', async () => {
		const slow: DeployServer = use(await openVla(() => STEP));
		slow.tricks.push((response) => {
			const array = { __numpy__: Buffer.from(Float64Array.from(STEP).buffer).toString('base64') };
			const body = JSON.stringify({ ...array, dtype: '<f8', shape: [7] });
			setTimeout(() => response.end(body), 300);
		});
		const { items } = await ask({ maximumAge: 0.2 });
		expect(items[0].json.action).toEqual(STILL);
		expect(codes(items[0].json)).toEqual(['OBSERVATION_TOO_OLD']);
	});

	it('says what to do where the server fails, without its key, and lets others go on', async () => {
		use(await openVla(() => 'error'));
		const { error } = await ask();
		expect(error!.message).toMatch(/failed at this question.*"Unnormalization Key".*\[item 0\]$/);
		expect(JSON.stringify(error)).not.toContain(KEY);
		const { items } = await ask({}, { onError: 'continueRegularOutput' });
		expect(items[0].json).toMatchObject({ details: { code: 'POLICY_SERVER_FAILED' } });
		expect(items[0].json).not.toHaveProperty('action');
	});

	it('says how to choose a credential, and what an address looks like', async () => {
		const without = await ask({}, { credentials: {} });
		expect(without.error!.message).toMatch(/no credential is chosen/i);
		server.url = 'robot';
		const { error } = await ask();
		expect(error!.message).toMatch(/begin with http:\/\/ or https:\/\//);
	});
});

describe('OpenVLA-OFT', () => {
	const parameters = {
		policy: 'openVlaOft',
		robot: 'libero',
		state: '0, 0, 0, 0, 0, 0, 0, 0.5',
		cameras: { camera: [{ role: 'wrist', inputSource: 'binary', binaryPropertyName: 'wrist' }] },
	};
	const chunk = Array.from({ length: 8 }, (_, n) => [n / 1000, 0, 0, 0, 0, 0, 1]);

	it('shows all cameras and the state, and gives a chunk', async () => {
		const { questions } = use(await startOftServer(() => chunk, 2));
		const { items, error } = await act(parameters);
		expect(error).toBeUndefined();
		const { json } = items[0];
		expect(json).toMatchObject({ action: { x: 0, gripper: 1 }, engine: 'openVlaOft', safe: true });
		expect((json.chunk as IDataObject[]).map(({ x }) => x)).toEqual(chunk.map(([x]) => x));
		expect(questions).toMatchObject([{ state: [0, 0, 0, 0, 0, 0, 0, 0.5] }]);
		expect(Object.keys(questions[0].pictures)).toEqual(['full_image', 'wrist_image']);
	});

	it('takes the first steps alone, and ends a chunk before the first that breaks a limit', async () => {
		use(await startOftServer(() => chunk, 2));
		const first = await act(parameters, { chunkSteps: 3 });
		expect(first.items[0].json.chunk).toHaveLength(3);
		const cut = await act(parameters, { maxStep: 0.0045 });
		expect(cut.items[0].json.chunk).toHaveLength(5);
		expect(cut.items[0].json).toMatchObject({ safe: false, held: false });
		expect(cut.items[0].json.reasons).toMatchObject([{ code: 'STEP_TOO_LARGE', step: 5 }]);
	});

	it('says which picture is not there', async () => {
		use(await startOftServer(() => chunk, 2));
		const cameras = { camera: [{ role: 'wrist', binaryPropertyName: 'nowhere' }] };
		const { error } = await act({ ...parameters, cameras });
		expect(error!.message).toMatch(/no file in the binary field "nowhere".*\[item 0\]$/);
	});
});

describe('openpi', () => {
	const parameters = {
		policy: 'openPi',
		robot: 'aloha',
		state: JSON.stringify(Array(14).fill(0.5)),
	};
	const steps = [0.51, 0.52].map((value) => Array(14).fill(value) as number[]);

	it('gives the joints of both arms by name, checked from where they are', async () => {
		use(await startOpenPiServer({ reply: () => packSteps(steps) }));
		const { items, error } = await act(parameters, { outputFormat: 'leRobot' });
		expect(error).toBeUndefined();
		const { json } = items[0];
		expect(json.action).toMatchObject({ 'joint 1': 0.51, 'gripper 1': 0.51, 'gripper 2': 0.51 });
		expect(json.chunk).toHaveLength(2);
		expect(json.leRobot).toMatchObject([
			{ 'left_joint_1.pos': expect.closeTo((0.51 * 180) / Math.PI, 6) },
			{ 'right_joint_6.pos': expect.closeTo((0.52 * 180) / Math.PI, 6) },
		]);
	});

	it('draws a bar for each joint and both grippers', async () => {
		use(await startOpenPiServer({ reply: () => packSteps(steps) }));
		const { items } = await act(parameters, { annotate: true });
		expect(items[0].binary!.data.fileName).toBe('table_00-action.png');
		const png = await harness.readBinary(items[0].binary!.data);
		// Wider than high is the panel alone; the picture above it is a square of 672.
		expect([png.readUInt32BE(16), png.readUInt32BE(20) > 672 + 80]).toEqual([672, true]);
	});

	it('gives no action of a server that is gone, and goes on with a new one after', async () => {
		const started = use(await startOpenPiServer({ reply: () => packSteps(steps) }));
		await act(parameters);
		started.tricks.push((socket) => socket.terminate());
		const gone = await act(parameters);
		expect(gone.items).toEqual([]);
		expect(gone.error!.message).toMatch(/ended before the answer came/);
		const { items } = await act(parameters);
		expect(items[0].json).toMatchObject({ safe: true, action: { 'joint 1': 0.51 } });
		expect(started.connections).toHaveLength(2);
	});

	it('tells the last line of what the server raised', async () => {
		const started = use(await startOpenPiServer({ reply: () => packSteps(steps) }));
		started.tricks.push(raise('Traceback\n  File "x.py"\nValueError: wrong camera'));
		const { error } = await act(parameters);
		expect(error!.message).toMatch(/ValueError: wrong camera/);
	});
});
