import type { IDataObject, INode } from 'n8n-workflow';
import { startOftServer, startOpenVlaServer } from '../../helpers/policy-servers/deploy-server';
import { packSteps, startOpenPiServer } from '../../helpers/policy-servers/open-pi-server';
import { codesOf, POLICY_KEY, STILL, useVlaWithServers } from '../../helpers/policy-servers/vla';
import { TIME_ASSUMED } from '../../helpers/vla';

const STEP = [0.01, -0.02, 0.03, 0, 0, 0.1, 1];
const SLOW_MS = 2000;
const sleepSync = (ms: number) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
const { use, point, act, readBinary } = useVlaWithServers();

const openVla = (decide: Parameters<typeof startOpenVlaServer>[0]) =>
	startOpenVlaServer(decide, ['bridge_orig']);

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
		expect(seen[0].headers.authorization).toBe(`Bearer ${POLICY_KEY}`);
		expect(hints).toEqual([expect.stringMatching(/does not tell which motions/), TIME_ASSUMED]);
	});

	it('holds still where the policy does not look at its pictures', async () => {
		const { questions } = use(await openVla(() => STEP));
		const { items } = await ask({ lookCheck: true });
		expect(items[0].json).toMatchObject({ action: STILL, held: true, safe: false });
		expect(codesOf(items[0].json)).toEqual(['NOT_LOOKING']);
		expect(questions).toHaveLength(2);
		expect(questions[1].pictures.image.bytes.every((value) => value === 0)).toBe(true);
	});

	it('asks only once whether a policy looks that does', async () => {
		const { questions } = use(
			await openVla(({ pictures }) => [pictures.image.bytes[0] / 10_000, ...STEP.slice(1)]),
		);
		const first = await ask({ lookCheck: true });
		const second = await ask({ lookCheck: true });
		expect([first, second].map(({ items }) => codesOf(items[0].json))).toEqual([[], []]);
		expect(questions).toHaveLength(3);
	});

	it('names the look check where that is what made the picture too old', async () => {
		const isBlack = ({ bytes }: { bytes: Buffer }) => bytes.every((value) => value === 0);
		use(
			await openVla(({ pictures }) => {
				// Policies of this kind take seconds; a black picture is made to take all of what is allowed.
				if (isBlack(pictures.image)) sleepSync(SLOW_MS);
				return [pictures.image.bytes[0] / 10_000, ...STEP.slice(1)];
			}),
		);
		const options = { lookCheck: true, maximumAge: SLOW_MS / 1000 };
		const [first, second] = [await ask(options), await ask(options)];
		expect(codesOf(first.items[0].json)).toEqual(['OBSERVATION_TOO_OLD']);
		const [{ message }] = first.items[0].json.reasons as Array<{ message: string }>;
		expect(message).toMatch(/The option "Look Check" took [23]\d{3} ms of that: .* black picture/);
		expect(second.items[0].json).toMatchObject({ reasons: [], held: false });
	});

	it('names it in a dry run too, which overlooks the age', async () => {
		use(await openVla(({ pictures }) => [pictures.image.bytes[0] / 10_000, ...STEP.slice(1)]));
		const options = { lookCheck: true, maximumAge: 0, dryRun: true };
		const [first, second] = [await ask(options), await ask(options)];
		const told =
			/With Dry Run off it would be held back: .*"Look Check" took [\d.]+ seconds of that/;
		expect(first.hints).toContainEqual(expect.stringMatching(told));
		expect(second.hints).not.toContainEqual(expect.stringMatching(told));
		expect(second.hints).toContainEqual(expect.stringMatching(/it would be held back/));
	});

	it.each([
		['asPolicy', 1.02, 1],
		['minusOneClosedOneOpen', -1.02, -1],
		['minusOneClosedOneOpen', -0.05, -0.05],
	])(
		'takes a gripper that counts as %s and says %d for %d',
		async (policyGripper, said, gripper) => {
			use(await openVla(() => [...STEP.slice(0, 6), said]));
			const { items } = await ask({ policyGripper });
			expect(items[0].json).toMatchObject({ safe: true, action: { gripper } });
		},
	);

	it('holds still where an action is larger than allowed', async () => {
		use(await openVla(() => [0.3, 0, 0, 0, 0, 0, 1]));
		const { items } = await ask();
		expect(items[0].json.action).toEqual(STILL);
		expect(codesOf(items[0].json)).toEqual(['STEP_TOO_LARGE']);
	});

	it('says how to choose a credential, and what an address looks like', async () => {
		const without = await ask({}, { credentials: {} });
		expect(without.error!.message).toMatch(/no credential is chosen/i);
		point('robot');
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
	const chunk = Array.from({ length: 8 }, (_, n) => [n / 50, 0, 0, 0, 0, 0, 1]);

	it('shows all cameras and the state, and gives a chunk', async () => {
		const { questions } = use(await startOftServer(() => chunk, 2));
		const { items, error } = await act(parameters);
		expect(error).toBeUndefined();
		const { json } = items[0];
		expect(json).toMatchObject({ action: { x: 0, gripper: 1 }, engine: 'openVlaOft', safe: true });
		const { actionsPerSecond } = json.usage as { actionsPerSecond: number };
		const { total } = json.latencyMs as { total: number };
		expect((actionsPerSecond * total) / 1000).toBeCloseTo(8, 0);
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
		expect(cut.hints[0]).toMatch(/^An action was cut short\. "x" is 0\.1, which stands for 0\.005/);
	});

	it("gives the simulator LIBERO's shares, and a robot the metres that they stand for", async () => {
		use(await startOftServer(() => [[0.9, 0, -0.4, 0, 0, 0.3, 1]], 2));
		const ros = { outputFormat: 'rosbridge', periodSeconds: 0.05 };
		const { json } = (await act(parameters, ros)).items[0];
		expect(json).toMatchObject({ safe: true, action: { x: 0.9, z: -0.4, yaw: 0.3 } });
		const { messages } = json.rosbridge as { messages: IDataObject[] };
		const near = (value: number) => expect.closeTo(value, 9) as number;
		expect(
			messages.find(({ topic, op }) => op === 'publish' && topic === '/cmd_vel'),
		).toMatchObject({
			msg: { linear: { x: near(0.9), z: near(-0.4) }, angular: { z: near(3) } },
		});
		use(await startOftServer(() => [[1.1, 0, 0, 0, 0, 0, 1]], 2));
		const tooFar = (await act(parameters)).items[0].json;
		expect(tooFar).toMatchObject({
			action: STILL,
			reasons: [{ code: 'STEP_TOO_LARGE', axis: 'x' }],
		});
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

	it('refuses a workspace that nobody could check before anybody is asked', async () => {
		const { questions } = use(await startOpenPiServer({ reply: () => packSteps(steps) }));
		const { error } = await act(parameters, { workspace: { box: { x: '0, 1' } } });
		expect(error!.message).toMatch(/moved by its joints, so it cannot be checked/);
		expect(questions).toEqual([]);
	});

	it.each([
		['a'.repeat(12).split('').join(','), 'found 12'],
		['a, b, c', 'found 3'],
		[',', 'found 2'],
	])(
		'refuses joint names that do not fit, before anybody is asked: %s',
		async (jointNames, found) => {
			const { questions } = use(await startOpenPiServer({ reply: () => packSteps(steps) }));
			for (const outputFormat of ['leRobot', 'rosbridge']) {
				const { error } = await act(parameters, { outputFormat, jointNames });
				expect(error!.message).toMatch(/must have 12 different names/);
				expect(error!.message).toContain(found);
			}
			expect(questions).toEqual([]);
		},
	);

	it.each([
		['twelve joints', Array(12).fill(0.5), 0],
		['twelve joints and two grippers', Array(14).fill(0.5), 0],
		['a hand', [0.5, 0.5, 0.5], 1],
	])('takes a pose of joints alone: %s', async (_, pose, refusals) => {
		use(await startOpenPiServer({ reply: () => packSteps(steps) }));
		const asked = await act(parameters, { currentPose: JSON.stringify(pose) });
		const refused = /"Current Pose" must be 12 or 14 numbers .*with or without each gripper/;
		if (refusals) expect(asked.error!.message).toMatch(refused);
		else expect(asked.items[0].json).toMatchObject({ safe: true, action: { 'joint 12': 0.51 } });
	});

	it('draws a bar for each joint and both grippers', async () => {
		use(await startOpenPiServer({ reply: () => packSteps(steps) }));
		const { items } = await act(parameters, { annotate: true });
		expect(items[0].binary!.data.fileName).toBe('table_00-action.png');
		const png = await readBinary(items[0].binary!.data);
		// Wider than high is the panel alone; the picture above it is a square of 672.
		expect([png.readUInt32BE(16), png.readUInt32BE(20) > 672 + 80]).toEqual([672, true]);
	});
});
