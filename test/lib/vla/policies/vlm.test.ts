import { vlmPolicy } from '../../../../lib/vla/policies/vlm';
import { startOpenAiServer } from '../../../helpers/hosted/open-ai-server';
import { failure, MODELS, reach, ROCKET, useServer } from '../../hosted/support';
import { table, useScratch } from './support';

useScratch();
const local = useServer(() => startOpenAiServer('vllm'));
const policy = (changes: Partial<Parameters<typeof vlmPolicy>[0]> = {}) =>
	vlmPolicy({
		service: reach(local.server),
		model: MODELS.local,
		maximumOutputTokens: 300,
		...changes,
	});
const look = { pictures: [table()] };
const MOTION = { x: 0.02, y: 0, z: -0.03, roll: 0, pitch: 0, yaw: 0.1, gripper: 1 };

it('asks for seven numbers, and says that they are slow and unproven', async () => {
	local.server.answerWith(JSON.stringify(MOTION));
	const answer = await policy().act({ ...look, state: [0.1, 0.2] }, 'grasp the red cube');
	expect(answer).toMatchObject({
		actions: [[0.02, 0, -0.03, 0, 0, 0.1, 1]],
		model: MODELS.local,
		warnings: [expect.stringMatching(/slow .* unproven/)],
		usage: { inputTokens: expect.any(Number), outputTokens: expect.any(Number) },
	});
	expect(answer.latencyMs.network).toBeGreaterThanOrEqual(0);
	const { body } = local.server.requests[0];
	const text = JSON.stringify(body.messages);
	expect(text).toContain("grasp the red cube\\nThe robot's state: 0.1, 0.2.");
	expect(text).toContain('data:image/jpeg;base64,');
	const { schema } = body.response_format.json_schema;
	expect(schema.required).toEqual(['x', 'y', 'z', 'roll', 'pitch', 'yaw', 'gripper']);
	expect(schema.properties.z.description).toContain('in metres, from -0.05 to 0.05');
	expect(schema.properties.yaw.description).toContain('in radians, from -0.25 to 0.25');
});

it('several cameras are told apart, and a photograph is made small', async () => {
	local.server.answerWith(JSON.stringify(MOTION));
	await policy().act({ pictures: [table(), { file: ROCKET, role: 'wrist' }] }, 'go');
	const { content } = local.server.requests[0].body.messages.at(-1);
	const texts = content.filter(({ type }: { type: string }) => type === 'text');
	expect(texts.map(({ text }: { text: string }) => text)).toEqual([
		...['Camera "primary":', 'Camera "wrist":', 'Instruction: go'],
	]);
});

it.each([
	['words', 'I would move up.', 'ANSWER_NOT_JSON'],
	['six numbers', JSON.stringify({ ...MOTION, yaw: undefined }), 'ANSWER_OFF_SCHEMA'],
	['a number in words', JSON.stringify({ ...MOTION, x: 'near' }), 'ANSWER_OFF_SCHEMA'],
	[
		'a number beyond all',
		JSON.stringify(MOTION).replace('0.02', '1e999'),
		'POLICY_ANSWER_NOT_FINITE',
	],
])('an answer of %s is refused', async (_, text, code) => {
	local.server.answerWith(text);
	expect((await failure(policy().act(look, 'go'))).code).toBe(code);
});

it('so are answers that broke off, or were declined', async () => {
	const cut = policy({ maximumOutputTokens: 1 });
	expect((await failure(cut.act(look, 'go'))).code).toBe('POLICY_ANSWER_TRUNCATED');
	local.server.refusal = 'I cannot help with robots.';
	expect((await failure(policy().act(look, 'go'))).code).toBe('POLICY_ANSWER_REFUSED');
});

it('an old picture is not asked about', async () => {
	const old = { ...look, capturedAtMs: Date.now() - 5000 };
	const error = await failure(policy({ maximumObservationAgeMs: 1000 }).act(old, 'go'));
	expect(error.code).toBe('POLICY_OBSERVATION_STALE');
	expect(local.server.requests).toEqual([]);
});
