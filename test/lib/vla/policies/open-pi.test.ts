import { closeKeptConnections } from '../../../../lib/hosted/policy-servers/open-pi-keeper';
import { decodeMessage } from '../../../../lib/hosted/policy-servers/msgpack-decode';
import { encodeMessage } from '../../../../lib/hosted/policy-servers/msgpack-encode';
import { openPiPolicy } from '../../../../lib/vla/policies/open-pi';
import type { Observation } from '../../../../lib/vla/types';
import golden from '../../../fixtures/golden/policy-wire.json';
import {
	type OpenPiTestServer,
	packSteps,
	raise,
	startOpenPiServer,
} from '../../../helpers/policy-servers/open-pi-server';
import { failure } from '../../hosted/support';
import { reach, table, useScratch } from './support';

const { write } = useScratch();
const { observations } = golden;
const bytes = (base64: string) => Buffer.from(base64, 'base64');
const picture = (role: string, { shape, bytes: pixels }: { shape: number[]; bytes: string }) =>
	write(role, shape, bytes(pixels));
/** [3, height, width] to [height, width, 3]. */
const view = (role: string, { shape, bytes: base64 }: { shape: number[]; bytes: string }) => {
	const [colours, height, width] = shape;
	const planes = bytes(base64);
	const count = height * width;
	const pixels = Uint8Array.from(
		planes,
		(_, at) => planes[(at % colours) * count + Math.floor(at / colours)],
	);
	return write(role, [height, width], pixels);
};
const { image, wrist } = observations.pictures;
const scene = [picture('primary', image), picture('wrist', wrist)];
const { cam_high, cam_low, cam_left_wrist, cam_right_wrist } = observations.views;
const looks: Record<'libero' | 'droid' | 'aloha', Observation> = {
	libero: { pictures: scene, state: observations.states.libero },
	droid: { pictures: scene, state: observations.states.droid },
	aloha: {
		pictures: [
			view('primary', cam_high),
			view('low', cam_low),
			view('leftWrist', cam_left_wrist),
			view('rightWrist', cam_right_wrist),
		],
		state: observations.states.aloha,
	},
};
const dimensions = { libero: 7, droid: 8, aloha: 14 };

let server: OpenPiTestServer;
afterEach(async () => {
	closeKeptConnections();
	await server.close();
});
const start = async (reply: (index: number) => Uint8Array) =>
	(server = await startOpenPiServer({ reply }));
const policy = (changes: Partial<Parameters<typeof openPiPolicy>[0]> = {}) =>
	openPiPolicy({
		server: { ...reach(server.url), passage: () => Promise.resolve({}) },
		robot: 'libero',
		pictureEdge: 4,
		...changes,
	});
const steps = (count: number, size: number) =>
	Array.from({ length: count }, (_, step) => Array(size).fill(step / 100) as number[]);

it.each(['libero', 'droid', 'aloha'] as const)(
	"%s: the message is, byte for byte, the one of openpi's client",
	async (robot) => {
		const chunk = steps(10, dimensions[robot]);
		await start(() => packSteps(chunk));
		const answer = await policy({ robot }).act(looks[robot], observations.prompt);
		expect(server.questions[0].toString('base64')).toBe(observations.packed[robot]);
		expect(answer).toMatchObject({
			actions: chunk,
			model: `openpi at ${server.url}`,
			warnings: [],
		});
	},
);

it("tells the model's time apart from the way's", async () => {
	await start(() => bytes(golden.replies.float32));
	const { latencyMs, actions } = await policy().act(looks.libero, 'go');
	expect(actions).toHaveLength(3);
	const { total, preparation, network, inference } = latencyMs;
	expect(inference).toBe(13.25);
	expect(network).toBeGreaterThanOrEqual(0);
	expect(preparation).toBeGreaterThan(0);
	expect(total).toBeGreaterThan(preparation);
});

it("another robot's policy gets what its layout says, nested where it is, and any size of action", async () => {
	await start(() => packSteps(steps(2, 3)));
	const answer = await policy({
		robot: {
			cameras: [{ role: 'top', path: ['observation', 'images', 'top'], isNeeded: true }],
			pictures: 'hwc',
			state: [{ path: ['observation', 'gripper'], count: 1 }, { path: ['observation', 'rest'] }],
			prompt: ['task'],
		},
	}).act({ pictures: [picture('top', image)], state: [1, 2, 3] }, 'go', { unnormKey: 'x' });
	expect(answer.actions).toEqual(steps(2, 3));
	expect(answer.warnings).toEqual([expect.stringContaining('was not sent')]);
	expect(decodeMessage(server.questions[0])).toMatchObject({
		observation: {
			images: { top: { shape: [4, 4, 3] } },
			gripper: { shape: [1] },
			rest: { shape: [2] },
		},
		task: 'go',
	});
});

it('pictures are 224 pixels a side unless said otherwise', async () => {
	await start(() => packSteps(steps(1, 7)));
	const pictures = [table('primary'), table('wrist', 'table_01.png')];
	await policy({ pictureEdge: undefined }).act({ ...looks.libero, pictures }, 'go');
	expect(decodeMessage(server.questions[0])).toMatchObject({
		'observation/image': { dtype: '|u1', shape: [224, 224, 3] },
	});
});

it.each([
	['a camera is missing', { ...looks.libero, pictures: [scene[0]] }, 'POLICY_CAMERA_MISSING'],
	[
		'a camera is unknown',
		{ ...looks.libero, pictures: [...scene, table('side')] },
		'POLICY_CAMERA_UNKNOWN',
	],
	[
		'a camera comes twice',
		{ ...looks.libero, pictures: [...scene, scene[1]] },
		'POLICY_CAMERA_TWICE',
	],
	['the state is missing', { pictures: scene }, 'POLICY_STATE_MISSING'],
	['the state is another one', { pictures: scene, state: [1] }, 'POLICY_STATE_SIZE'],
])('asks nothing where %s', async (_, observation, code) => {
	await start(() => packSteps(steps(1, 7)));
	const error = await failure(policy().act(observation, 'go'));
	expect(error).toMatchObject({ errorClass: 'input', code });
	expect(server.questions).toEqual([]);
});

it.each([
	['another robot', packSteps(steps(2, 8)), 'POLICY_ANSWER_SIZE'],
	['no number', bytes(golden.replies.notANumber), 'POLICY_ANSWER_NOT_FINITE'],
	['no step', packSteps([]), 'POLICY_ANSWER_EMPTY'],
	['no actions', encodeMessage({ poses: [1] }), 'POLICY_ACTIONS_MISSING'],
	[
		'a cube of numbers',
		encodeMessage({ actions: { dtype: '|u1', shape: [1, 1, 7], bytes: new Uint8Array(7) } }),
		'POLICY_ANSWER_SHAPE',
	],
])('refuses an answer for %s', async (_, reply, code) => {
	await start(() => reply);
	const error = await failure(policy().act(looks.libero, 'go'));
	expect(error).toMatchObject({ errorClass: 'service', code });
});

it('no action of an earlier question ever comes back: the server fails, hangs and goes in between', async () => {
	await start((index) => packSteps([Array(7).fill(index / 100)]));
	const impatient = { ...reach(server.url), timeoutMs: 300, passage: () => Promise.resolve({}) };
	const asked = policy({ server: impatient });
	const firstNumber = async () => (await asked.act(looks.libero, 'go')).actions[0][0];
	expect(await firstNumber()).toBe(0);
	server.tricks.push(raise('Traceback\nValueError: no'));
	await expect(failure(firstNumber())).resolves.toMatchObject({ code: 'POLICY_SERVER_RAISED' });
	expect(await firstNumber()).toBe(0.02);
	server.tricks.push((_, answer) => setTimeout(answer, 600));
	await expect(failure(firstNumber())).resolves.toMatchObject({ code: 'POLICY_TIMEOUT' });
	expect(await firstNumber()).toBe(0.04);
	server.tricks.push((socket) => socket.terminate());
	await expect(failure(firstNumber())).resolves.toMatchObject({ code: 'POLICY_CONNECTION_LOST' });
	expect(await firstNumber()).toBe(0.06);
	expect(server.connections).toHaveLength(4);
});
