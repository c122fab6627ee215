import type { IDataObject } from 'n8n-workflow';
import { startOftServer, startOpenVlaServer } from '../../helpers/policy-servers/deploy-server';
import { packSteps, raise, startOpenPiServer } from '../../helpers/policy-servers/open-pi-server';
import { codesOf, POLICY_KEY, STILL, useVlaWithServers } from '../../helpers/policy-servers/vla';

const { use, point, act } = useVlaWithServers();

/** A step of its own for each answer: one that is given twice is seen. */
const stepOf = (n: number) => [n / 1000, 0, 0, 0, 0, 0, 1];
const wrist = {
	camera: [{ role: 'wrist', inputSource: 'binary', binaryPropertyName: 'wrist' }],
};
const state = '0, 0, 0, 0, 0, 0, 0, 0.5';
const portOf = (url: string) => Number(new URL(url.replace('ws:', 'http:')).port);
const openVla = { policy: 'openVla', unnormKey: 'kuka' };

/** Each kind of server with a step that it answers with, and how it dies over a question. */
const SERVERS = {
	openVla: {
		parameters: openVla,
		async start(n: number, port?: number) {
			const server = use(await startOpenVlaServer(() => stepOf(n), undefined, port));
			return {
				...server,
				dieAtNext: () => server.tricks.push((response) => response.destroy()),
			};
		},
	},
	openVlaOft: {
		parameters: { policy: 'openVlaOft', robot: 'libero', state, cameras: wrist },
		async start(n: number, port?: number) {
			const steps = [stepOf(n), stepOf(n)];
			const server = use(await startOftServer(() => steps, 2, port));
			return {
				...server,
				dieAtNext: () => server.tricks.push((response) => response.destroy()),
			};
		},
	},
	openPi: {
		parameters: { policy: 'openPi', robot: 'libero', state, cameras: wrist },
		async start(n: number, port?: number) {
			const reply = () => packSteps([stepOf(n), stepOf(n)]);
			const server = use(await startOpenPiServer({ reply, port }));
			return { ...server, dieAtNext: () => server.tricks.push((socket) => socket.terminate()) };
		},
	},
};

const HELD = { action: STILL, safe: false, held: true, clipped: false };
const kinds = Object.entries(SERVERS);

it.each(kinds)(
	'holds still while a server of %s is gone in mid-episode, and goes on with the next',
	async (engine, { parameters, start }) => {
		const ask = async (options: IDataObject = {}) => {
			const { items, error, hints } = await act(parameters, { tries: 1, ...options });
			expect(error).toBeUndefined();
			return { ...items[0].json, hints } as IDataObject & { hints: string[] };
		};
		const first = await start(1);
		expect(await ask()).toMatchObject({ action: { x: 0.001 }, safe: true });

		first.dieAtNext();
		const dying = await ask();
		expect(dying).toMatchObject({ ...HELD, engine, dryRun: false });
		expect(codesOf(dying)).toEqual(['POLICY_FAILED']);

		await first.close();
		const gone = await ask();
		expect(gone).toMatchObject(HELD);
		expect(gone.reasons).toEqual([
			{
				code: 'POLICY_FAILED',
				errorCode: expect.any(String),
				message: expect.stringContaining(new URL(first.url).host),
			},
		]);
		expect(gone.hints).toEqual([expect.stringMatching(/^There is no action\. /)]);
		expect(JSON.stringify([dying, gone])).not.toContain(POLICY_KEY);

		await start(2, portOf(first.url));
		const back = await ask();
		expect(back).toMatchObject({ action: { x: 0.002 }, safe: true, held: false, reasons: [] });
	},
);

it('gives the answer to an earlier question to nobody', async () => {
	const late: Array<() => void> = [];
	const reply = (index: number) => packSteps([stepOf(index + 1)]);
	const server = use(await startOpenPiServer({ reply }));
	const { parameters } = SERVERS.openPi;
	server.tricks.push((_, answer) => late.push(answer));
	const slow = await act(parameters, { timeout: 1 });
	expect(slow.items[0].json).toMatchObject({
		...HELD,
		reasons: [{ code: 'POLICY_FAILED', errorCode: 'POLICY_TIMEOUT' }],
	});
	// Where the question itself came too late, there is nothing to answer.
	for (const answer of late) answer();
	server.tricks.splice(0);
	const asked = server.questions.length;
	const { items } = await act(parameters);
	expect(items[0].json.action).toMatchObject({ x: (asked + 1) / 1000 });
});

describe('an answer that cannot be used', () => {
	const NAN = [NaN, 0, 0, 0, 0, 0, 1];
	const vla = (answer: () => number[] | string) => async () =>
		use(await startOpenVlaServer(answer));
	const pi = async (steps: number[][]) =>
		use(await startOpenPiServer({ reply: () => packSteps(steps) }));
	const TRACEBACK = 'Traceback\n  File "x.py"\nValueError: wrong camera';

	it.each([
		['no number', openVla, vla(() => NAN), 'POLICY_ANSWER_NOT_FINITE', /place 1/],
		[
			'Infinity',
			openVla,
			vla(() => [...NAN.slice(1), Infinity]),
			'POLICY_ANSWER_NOT_FINITE',
			/place 7/,
		],
		['too few numbers', openVla, vla(() => [0, 0]), 'POLICY_ANSWER_SIZE', /gave 2 .* takes 7/],
		['the word error', openVla, vla(() => 'error'), 'POLICY_SERVER_FAILED', /Unnormalization Key/],
		['words', openVla, vla(() => 'Sorry.'), 'POLICY_SERVER_WORDS', /Sorry/],
		[
			'no number in a chunk',
			SERVERS.openPi.parameters,
			() => pi([stepOf(1), NAN]),
			'POLICY_ANSWER_NOT_FINITE',
			/step 2/,
		],
		[
			'steps of another robot',
			SERVERS.openPi.parameters,
			() => pi([Array(14).fill(0) as number[]]),
			'POLICY_ANSWER_SIZE',
			/gave 14/,
		],
		[
			'a traceback',
			SERVERS.openPi.parameters,
			async () => (await pi([stepOf(1)])).tricks.push(raise(TRACEBACK)),
			'POLICY_SERVER_RAISED',
			/ValueError: wrong camera/,
		],
	])('of %s holds still, with its sentence', async (_, parameters, start, errorCode, message) => {
		await start();
		const { items } = await act(parameters, { onViolation: 'clip' });
		const { json } = items[0];
		expect(json).toMatchObject(HELD);
		const reason = { code: 'POLICY_FAILED', errorCode, message: expect.stringMatching(message) };
		expect(json.reasons).toEqual([reason]);
		expect(JSON.stringify(json)).not.toContain('NaN');
	});

	it('fails where a violation is to fail, and gives nothing out', async () => {
		use(await startOpenVlaServer(() => 'error'));
		const { error, items } = await act(openVla, { onViolation: 'fail' });
		expect(items).toEqual([]);
		expect(error!.message).toMatch(/failed at this question.*\[item 0\]$/);
		expect(JSON.stringify(error)).not.toContain(POLICY_KEY);
		const others = await act(
			openVla,
			{ onViolation: 'fail' },
			{ onError: 'continueRegularOutput' },
		);
		expect(others.items[0].json).toMatchObject({ details: { code: 'POLICY_SERVER_FAILED' } });
		expect(others.items[0].json).not.toHaveProperty('action');
	});

	it('is told in a dry run, which holds still as well', async () => {
		use(await startOpenVlaServer(() => NAN));
		const { items, hints } = await act(openVla, { dryRun: true });
		expect(items[0].json).toMatchObject({ ...HELD, proposed: STILL, dryRun: true });
		expect(hints[1]).toMatch(/^There is no action\. The policy server gave no number/);
	});

	it('draws a picture that says so', async () => {
		use(await startOpenVlaServer(() => NAN));
		const { items, error } = await act(openVla, { annotate: true });
		expect(error).toBeUndefined();
		expect(items[0].json).toMatchObject(HELD);
		expect(items[0].binary!.data.fileName).toBe('table_00-action.png');
	});
});

describe('what is wired behind a server that is gone', () => {
	const gone = async (outputFormat: string, kind: keyof typeof SERVERS = 'openVla') => {
		const { parameters, start } = SERVERS[kind];
		await (await start(1)).close();
		const { items } = await act(parameters, { outputFormat, tries: 1 });
		return items[0].json;
	};

	it('is told to stand by ROS, by LeRobot and by MQTT', async () => {
		const { rosbridge } = (await gone('rosbridge')) as { rosbridge: { messages: IDataObject[] } };
		const zero = { x: 0, y: 0, z: 0 };
		expect(rosbridge.messages.filter(({ op }) => op === 'publish')).toEqual([
			{ op: 'publish', topic: '/cmd_vel', msg: { linear: zero, angular: zero } },
		]);
		expect((await gone('leRobot')).leRobot).toMatchObject([
			{ delta_x: 0, delta_wz: 0, gripper: 1 },
		]);
		const { mqtt } = (await gone('mqtt')) as { mqtt: { payload: string } };
		expect(JSON.parse(mqtt.payload)).toMatchObject({ held: true, safe: false, steps: [STILL] });
	});

	it.each(['openVlaOft', 'openPi'] as const)(
		'finds a chunk of %s that holds still',
		async (kind) => {
			expect(await gone('action', kind)).toMatchObject({ ...HELD, chunk: [STILL] });
		},
	);
});

it('asks no server about a picture that is too old', async () => {
	const { seen } = use(await startOpenVlaServer(() => stepOf(1)));
	const { items } = await act(openVla, { maximumAge: 30, capturedAt: Date.now() - 60_000 });
	expect(items[0].json).toMatchObject(HELD);
	expect(codesOf(items[0].json)).toEqual(['OBSERVATION_TOO_OLD']);
	expect(seen).toEqual([]);
});

it('holds still where the answer comes after its time', async () => {
	const { tricks } = use(await startOpenVlaServer(() => stepOf(1)));
	const array = { __numpy__: Buffer.from(Float64Array.from(stepOf(1)).buffer).toString('base64') };
	const body = JSON.stringify({ ...array, dtype: '<f8', shape: [7] });
	tricks.push((response) => setTimeout(() => response.end(body), 1100));
	const { items } = await act(openVla, { maximumAge: 1 });
	expect(items[0].json).toMatchObject(HELD);
	expect(codesOf(items[0].json)).toEqual(['OBSERVATION_TOO_OLD']);
});

it('holds still where a policy is gone as it is asked whether it looks', async () => {
	const server = use(await startOpenVlaServer(() => stepOf(1)));
	const decide = server.questions.push.bind(server.questions);
	server.questions.push = (...given) => {
		// The next question is that of the black picture.
		server.tricks.push((response) => response.destroy());
		return decide(...given);
	};
	const parameters = { ...openVla, instruction: 'look at the cup' };
	const { items } = await act(parameters, { lookCheck: true });
	expect(items[0].json).toMatchObject(HELD);
	expect(codesOf(items[0].json)).toEqual(['POLICY_FAILED']);
	expect(server.questions).toHaveLength(1);
});

it.each([
	['an instruction', { instruction: ' ' }, /instruction is expected/],
	['an address', {}, /begin with http:\/\//],
])('still fails without %s: nobody can act on that', async (_, parameters, expected) => {
	point('robot');
	const { error, items } = await act({ ...openVla, ...parameters });
	expect(items).toEqual([]);
	expect(error!.message).toMatch(expected);
});
