import { decodeImage } from '../../../../lib/media/image/decode';
import { fitPicture } from '../../../../lib/vla/policies/remote/fit';
import { openVlaOftPolicy } from '../../../../lib/vla/policies/open-vla-oft';
import { openVlaPolicy } from '../../../../lib/vla/policies/open-vla';
import {
	type DeployServer,
	startOftServer,
	startOpenVlaServer,
} from '../../../helpers/policy-servers/deploy-server';
import { failure } from '../../hosted/support';
import { reach, table, useScratch } from './support';

useScratch();
const ACTION = [0.01, -0.02, 0.03, 0.1, -0.2, 0.3, 1];
const CHUNK = [ACTION, ACTION.map((value) => value / 2)];
const libero = { state: [0, 0, 0, 0, 0, 0, 0.04, -0.04] };

let server: DeployServer | undefined;
afterEach(async () => await server?.close());
const openVla = async (answer: () => number[] | number[][] | string = () => ACTION) => {
	server = await startOpenVlaServer(answer);
	return { job: { server: { ...reach(server.url), fetch } }, server };
};
const oft = async (answer: () => number[] | number[][] | string = () => CHUNK, images = 2) => {
	server = await startOftServer(answer, images);
	return { job: { server: { ...reach(server.url), fetch }, robot: 'libero' } as const, server };
};
const look = { pictures: [table()] };

describe('OpenVLA', () => {
	it.each([
		['stretch', { kind: 'stretch', filter: 'bicubic' }],
		['letterbox', { kind: 'letterbox' }],
	] as const)('shows the scene as its own processor would (%s)', async (resize, fit) => {
		const { job, server } = await openVla();
		const policy = openVlaPolicy({ ...job, resize });
		const answer = await policy.act(look, 'Pick it up', { unnormKey: 'bridge_orig' });
		expect(answer).toMatchObject({
			actions: [ACTION],
			unnormKey: 'bridge_orig',
			model: `OpenVLA at ${server.url}`,
			warnings: [],
		});
		const [{ pictures, instruction, names }] = server.questions;
		expect(instruction).toBe('Pick it up');
		expect(names).toEqual(['image', 'instruction', 'unnorm_key']);
		expect(pictures.image.shape).toEqual([224, 224, 3]);
		const decoded = await decodeImage(table().file, { transparency: 'ignore' });
		const expected = fitPicture(decoded, 224, fit).data;
		expect(pictures.image.bytes.equals(expected)).toBe(true);
	});

	it('tells where the time went', async () => {
		const { job } = await openVla();
		const { latencyMs } = await openVlaPolicy(job).act(look, 'go', { unnormKey: 'kuka' });
		const { total, preparation, network, inference } = latencyMs;
		expect(preparation).toBeGreaterThan(0);
		expect(network).toBeGreaterThan(0);
		expect(total).toBeGreaterThanOrEqual(preparation + network!);
		expect(inference).toBeUndefined();
	});

	it('of several pictures it sees the scene', async () => {
		const { job, server } = await openVla();
		const pictures = [table('wrist', 'table_01.png'), table()];
		await openVlaPolicy(job).act({ pictures }, 'go', { unnormKey: 'kuka' });
		const alone = server.questions[0].pictures.image.bytes;
		await openVlaPolicy(job).act(look, 'go', { unnormKey: 'kuka' });
		expect(server.questions[1].pictures.image.bytes.equals(alone)).toBe(true);
	});

	it('a missing key, where there are several, is told with what to look at', async () => {
		const { job } = await openVla();
		const error = await failure(openVlaPolicy(job).act(look, 'go'));
		expect(error.code).toBe('POLICY_SERVER_FAILED');
		expect(error.message).toContain('"Unnormalization Key"');
	});

	it.each([
		['the wrong size', () => [1, 2, 3], 'POLICY_ANSWER_SIZE', /gave 3 numbers .* takes 7/],
		['no number', () => [0, 0, NaN, 0, 0, 0, 0], 'POLICY_ANSWER_NOT_FINITE', /place 3 of step 1/],
		[
			'too large a number',
			() => [Infinity, 0, 0, 0, 0, 0, 0],
			'POLICY_ANSWER_NOT_FINITE',
			/place 1/,
		],
		['nothing', () => [], 'POLICY_ANSWER_EMPTY', /no step at all/],
		['words', () => 'I would rather not', 'POLICY_SERVER_WORDS', /rather not/],
	])('an answer of %s is refused', async (_, answer, code, words) => {
		const { job } = await openVla(answer);
		const error = await failure(openVlaPolicy(job).act(look, 'go', { unnormKey: 'kuka' }));
		expect(error).toMatchObject({ errorClass: 'service', code });
		expect(error.message).toMatch(words);
	});

	it.each([
		['an instruction', look, '  ', 'INSTRUCTION_EMPTY'],
		['a short one', look, 'a'.repeat(1001), 'INSTRUCTION_TOO_LONG'],
		['a picture', { pictures: [] }, 'go', 'PICTURE_MISSING'],
		[
			'a fresh one',
			{ ...look, capturedAtMs: Date.now() - 60_000 },
			'go',
			'POLICY_OBSERVATION_STALE',
		],
		[
			'a readable one',
			{ pictures: [{ file: __filename, role: 'primary' }] },
			'go',
			'NOT_A_PICTURE',
		],
	])('asks nothing without %s', async (_, observation, instruction, code) => {
		const { job, server } = await openVla();
		const policy = openVlaPolicy({ ...job, maximumObservationAgeMs: 1000 });
		const error = await failure(policy.act(observation, instruction));
		expect(error.code).toBe(code);
		expect(error.name).toBe('MultimodalError');
		expect(server.seen).toEqual([]);
	});

	it('a stop ends it at once', async () => {
		const { job, server } = await openVla();
		const stop = new AbortController();
		server.tricks.push(() => stop.abort());
		const slow = { ...job.server, timeoutMs: 60_000 };
		const asked = openVlaPolicy({ server: slow }).act(look, 'go', { signal: stop.signal });
		expect((await failure(asked)).code).toBe('CANCELLED');
	});
});

describe('OpenVLA-OFT', () => {
	it('sends the scene, wrists in their order and the state, and brings the chunk', async () => {
		const { job, server } = await oft(() => CHUNK, 3);
		const pictures = [
			table('leftWrist', 'table_01.png'),
			table('primary'),
			table('rightWrist', 'table_02.png'),
		];
		const answer = await openVlaOftPolicy(job).act({ ...libero, pictures }, 'open it');
		expect(answer).toMatchObject({ actions: CHUNK, warnings: [] });
		expect(answer.unnormKey).toBeUndefined();
		const [{ names, pictures: seen, state }] = server.questions;
		expect(names).toEqual([
			...['full_image', 'left_wrist_image', 'right_wrist_image', 'state', 'instruction'],
		]);
		expect(state).toEqual(libero.state);
		for (const { shape } of Object.values(seen)) expect(shape).toEqual([224, 224, 3]);
	});

	it('a key is not sent, and said so', async () => {
		const { job, server } = await oft(() => CHUNK, 1);
		const policy = openVlaOftPolicy({ ...job, isDoubleEncoded: true });
		const { warnings } = await policy.act({ ...libero, ...look }, 'go', { unnormKey: 'x' });
		expect(warnings).toEqual([expect.stringContaining('was not sent')]);
		expect(server.questions[0]).toMatchObject({ isDoubleEncoded: true });
		expect(server.questions[0].unnormKey).toBeUndefined();
	});

	it('a missing state or camera is told with what to look at', async () => {
		const { job } = await oft();
		const error = await failure(openVlaOftPolicy(job).act(look, 'go'));
		expect(error.message).toContain("needs the robot's state");
	});

	it.each([
		['a camera it would ignore', [table(), table('side')], libero.state, 'POLICY_CAMERA_UNKNOWN'],
		[
			'a camera twice',
			[table(), table('wrist'), table('wrist')],
			libero.state,
			'POLICY_CAMERA_TWICE',
		],
		['half a state', [table()], [1, 2, 3], 'POLICY_STATE_SIZE'],
		['a state without meaning', [table()], Array(8).fill(NaN), 'POLICY_STATE_INVALID'],
	])('refuses %s', async (_, pictures, state, code) => {
		const { job, server } = await oft();
		const error = await failure(openVlaOftPolicy(job).act({ pictures, state }, 'go'));
		expect(error).toMatchObject({ errorClass: 'input', code });
		expect(server.seen).toEqual([]);
	});

	it.each([
		['steps of another robot', () => [Array(14).fill(0)], 'POLICY_ANSWER_SIZE'],
		['one bad step', () => [ACTION, ACTION.map(() => NaN)], 'POLICY_ANSWER_NOT_FINITE'],
		['no step', () => [] as number[], 'POLICY_ANSWER_EMPTY'],
	])('refuses %s', async (_, answer, code) => {
		const { job } = await oft(answer, 1);
		const error = await failure(openVlaOftPolicy(job).act({ ...libero, ...look }, 'go'));
		expect(error).toMatchObject({ errorClass: 'service', code });
	});
});
