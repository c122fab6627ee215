import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { shutdownEngines } from '../../../lib/inference/pool';
import { resolveModel } from '../../../lib/models/resolve';
import { localPolicy, VLA_REQUIREMENT } from '../../../lib/vla/client';
import golden from '../../fixtures/golden/openvla-tabletop.json';

const fixtures = path.join(__dirname, '../../fixtures');
const folder = path.join(fixtures, 'models/openvla-tabletop');
const open = (value = folder) => resolveModel({ mode: 'folder', value }, VLA_REQUIREMENT);
const policy = async (options = {}) =>
	localPolicy({ model: await open(), device: 'cpu', ...options });
const look = (file: string) => ({
	pictures: [{ file: path.join(fixtures, 'image/table', file), role: 'primary' }],
});
const [first] = golden.cases;

let scratch: string;
beforeAll(() => (scratch = mkdtempSync(path.join(os.tmpdir(), 'vla-client-'))));
afterAll(async () => {
	await shutdownEngines();
	rmSync(scratch, { recursive: true });
});

test('acts as the reference on every picture', async () => {
	const asked = await policy();
	for (const { file, instruction, tokens, normalized, action } of golden.cases) {
		const answer = await asked.act(look(file), instruction);
		expect(answer.tokens).toEqual([tokens]);
		expect(answer.normalized).toEqual([normalized]);
		action.forEach((value, part) =>
			expect(Math.abs(answer.actions[0][part] - value)).toBeLessThanOrEqual(1e-9),
		);
	}
});

test('warming loads the policy, so that a question finds it loaded', async () => {
	const fresh = localPolicy({ model: { ...(await open()), id: 'never used' }, device: 'cpu' });
	const timeOf = async (work: () => Promise<unknown>) => {
		const startedMs = performance.now();
		await work();
		return performance.now() - startedMs;
	};
	const loadingMs = await timeOf(() => fresh.warm());
	const actingMs = await timeOf(() => fresh.act(look(first.file), first.instruction));
	expect(actingMs).toBeLessThan(loadingMs / 2);
});

test('says what it used and where the time went', async () => {
	const answer = await (await policy()).act(look(first.file), first.instruction.toUpperCase());
	expect(answer).toMatchObject({
		tokens: [first.tokens],
		unnormKey: 'tabletop',
		statistics: { q99: [0.05, 0.05, 0.05, 0.25, 0.25, 0.25, 1] },
		foreignTokens: 0,
		model: 'openvla-tabletop',
		backend: { backend: 'native', device: 'cpu' },
		warnings: [],
	});
	const { total, preparation, inference } = answer.latencyMs;
	expect(preparation).toBeGreaterThan(0);
	expect(inference).toBeGreaterThan(0);
	expect(total).toBeGreaterThanOrEqual(preparation + inference!);
});

test('WebAssembly decides the same', async () => {
	const wasm = await policy({ device: 'wasm' });
	const answer = await wasm.act(look(first.file), first.instruction);
	expect(answer).toMatchObject({ tokens: [first.tokens], backend: { backend: 'wasm' } });
});

test('the middle of the picture alone is another picture', async () => {
	const cropped = await policy({ centreCrop: true });
	const answer = await cropped.act(look(first.file), first.instruction);
	expect(answer.tokens).not.toEqual([first.tokens]);
	expect(answer.foreignTokens).toBe(0);
});

test('words instead of an action are told, or kept from coming', async () => {
	const model = await open(wordy());
	const answer = await localPolicy({ model, device: 'cpu' }).act(look(first.file), 'push it');
	expect(answer.foreignTokens).toBeGreaterThan(0);
	const strict = localPolicy({ model, device: 'cpu', onlyActionTokens: true });
	const { foreignTokens, tokens } = await strict.act(look(first.file), 'push it');
	expect(foreignTokens).toBe(0);
	for (const token of tokens![0]) expect(token).toBeLessThan(WORDY_VOCABULARY);
});

const WORDY_VOCABULARY = 20_000;

/** The same policy, whose action tokens are said to be other ones: those that it answers with are words then. */
function wordy(): string {
	return changed('wordy', 'config.json', ({ text_config: text }) => ({
		text_config: { ...(text as object), vocab_size: WORDY_VOCABULARY + 64 },
	}));
}

/** A copy of the policy in which some fields of a file are others. */
function changed(
	name: string,
	file: string,
	change: (content: Record<string, unknown>) => object,
): string {
	const copy = path.join(scratch, name);
	cpSync(folder, copy, { recursive: true });
	const content = JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as Record<
		string,
		unknown
	>;
	writeFileSync(path.join(copy, file), JSON.stringify({ ...content, ...change(content) }));
	return copy;
}

test('a picture that cannot be read leaves the policy as it was', async () => {
	const asked = await policy();
	await expect(asked.act(look('absent.png'), first.instruction)).rejects.toMatchObject({
		name: 'MultimodalError',
		message: expect.stringContaining('absent.png') as string,
	});
	const answer = await asked.act(look(first.file), first.instruction);
	expect(answer.tokens).toEqual([first.tokens]);
});

test('refuses what it cannot answer', async () => {
	const asked = await policy();
	const ask = (observation: Parameters<typeof asked.act>[0], instruction: string, key?: string) =>
		asked.act(observation, instruction, { unnormKey: key });
	await expect(ask({ pictures: [] }, 'push it')).rejects.toMatchObject({ code: 'PICTURE_MISSING' });
	await expect(ask(look(first.file), ' ')).rejects.toMatchObject({ code: 'INSTRUCTION_EMPTY' });
	await expect(ask(look(first.file), 'a'.repeat(1001))).rejects.toMatchObject({
		code: 'INSTRUCTION_TOO_LONG',
	});
	await expect(ask(look(first.file), 'push it', 'bridge_orig')).rejects.toMatchObject({
		code: 'UNNORM_KEY_UNKNOWN',
		details: { known: ['tabletop'] },
	});
});

test('a folder in which models are mixed is refused by name', async () => {
	const copy = path.join(scratch, 'mixed');
	cpSync(folder, copy, { recursive: true });
	const embeds = path.join(copy, 'onnx/embed_tokens_quantized.onnx');
	cpSync(embeds, path.join(copy, 'onnx/decoder_model_merged_quantized.onnx'));
	const mixed = localPolicy({ model: await open(copy), device: 'cpu' });
	const refusal = {
		code: 'POLICY_FILE_UNSUPPORTED',
		message: expect.stringContaining('decoder_model_merged') as string,
	};
	await expect(mixed.warm()).rejects.toMatchObject(refusal);
	await expect(mixed.act(look(first.file), 'push it')).rejects.toMatchObject(refusal);
});

test('pictures of another size than the encoder takes are refused by name', async () => {
	const copy = changed('small', 'preprocessor_config.json', () => ({
		input_sizes: [0, 1].map(() => [3, 112, 112]),
	}));
	const small = localPolicy({ model: await open(copy), device: 'cpu' });
	await expect(small.act(look(first.file), 'push it')).rejects.toMatchObject({
		code: 'POLICY_PICTURE_MISMATCH',
		details: { expected: '6 x 224 x 224', found: '6 x 112 x 112' },
	});
});
