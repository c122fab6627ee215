/** @jest-environment ./test/lib/whisper/onnx-environment.js */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { InferenceSession, Tensor } from 'onnxruntime-common';
import { loadNative, nativeBackend } from '../../../../lib/inference/backends/native';
import { message, readFields, text } from '../../../../lib/inference/onnx/message';
import { readNode } from '../../../../lib/inference/onnx/node';
import { openWidened } from '../../../../lib/inference/onnx/open-widened';
import { widenWeights } from '../../../../lib/inference/onnx/widen-weights';

const folder = path.join(__dirname, '../../../fixtures/models/openvla-tabletop/onnx');
const decoder = path.join(folder, 'decoder_model_merged_quantized.onnx');
const vision = path.join(folder, 'vision_encoder_quantized.onnx');
const plainWhisper = path.join(
	__dirname,
	'../../../../models/whisper-tiny.en/onnx/encoder_model_quantized.onnx',
);
const backend = nativeBackend(loadNative(), 'cpu');
const { Tensor: TensorType, createSession } = backend;
const GRAPH = 7;
const NODE = 1;
const INITIALIZER = 5;

const operators = (model: Buffer) => {
	const graph = readFields(model).find((field) => field.number === GRAPH)!;
	return readFields(graph.content)
		.filter((field) => field.number === NODE)
		.map((field) => readNode(field.content).operator);
};
const wave = (length: number, scale = 1) =>
	Float32Array.from({ length }, (_, i) => scale * Math.sin(i * 0.37));
const worstGap = (a: Float32Array, b: Float32Array) =>
	a.reduce((worst, value, i) => Math.max(worst, Math.abs(value - b[i])), 0);

async function decode(session: InferenceSession, positions: number) {
	const past = session.inputNames
		.filter((name) => name.startsWith('past'))
		.map((name): [string, Tensor] => [name, new TensorType('float32', [], [1, 4, 0, 24])]);
	const places = BigInt64Array.from({ length: positions }, (_, i) => BigInt(i));
	const results = await session.run({
		...Object.fromEntries(past),
		inputs_embeds: new TensorType('float32', wave(positions * 96), [1, positions, 96]),
		attention_mask: new TensorType('int64', new BigInt64Array(positions).fill(1n), [1, positions]),
		position_ids: new TensorType('int64', places, [1, positions]),
	});
	return results as Record<string, Tensor>;
}

test('every 8-bit matrix becomes a 32-bit one; all else stays', () => {
	const model = readFileSync(vision);
	const widened = widenWeights(model)!;
	const count = (all: string[], name: string) => all.filter((one) => one === name).length;
	const [before, after] = [model, widened].map(operators);
	expect(count(before, 'MatMulNBits')).toBe(19);
	expect(count(after, 'MatMulNBits')).toBe(0);
	expect(count(after, 'MatMul')).toBe(count(before, 'MatMul') + 19);
	expect(after).toHaveLength(before.length);
	expect(widened.length).toBeGreaterThan(model.length);
});

test('weights stay where steps within a step may use them', () => {
	const tensorsOf = (model: Buffer) =>
		readFields(readFields(model).find(({ number }) => number === GRAPH)!.content).filter(
			({ number }) => number === INITIALIZER,
		).length;
	const model = readFileSync(vision);
	const fields = readFields(model);
	const graph = fields.find(({ number }) => number === GRAPH)!;
	const attribute = message(5, [text(1, 'then_branch'), message(6, [])]);
	const branching = message(NODE, [text(2, 'chosen'), text(4, 'If'), attribute]);
	const whole = fields.map((field) =>
		field === graph ? message(GRAPH, [graph.content, branching]) : field.whole,
	);
	const widened = widenWeights(Buffer.concat(whole))!;
	expect(tensorsOf(widened)).toBe(tensorsOf(model) + 19);
	expect(tensorsOf(widenWeights(model)!)).toBeLessThan(tensorsOf(widened));
});

test('the numbers are the same', async () => {
	const plain = await createSession(vision);
	const wide = await openWidened(backend, vision);
	const pixels = new TensorType('float32', wave(6 * 224 * 224, 2), [1, 6, 224, 224]);
	const [one, other] = await Promise.all(
		[plain, wide].map(
			async (session) => (await session.run({ pixel_values: pixels })).image_features,
		),
	);
	expect(other.dims).toEqual(one.dims);
	expect(worstGap(one.data as Float32Array, other.data as Float32Array)).toBeLessThan(1e-4);
	await Promise.all([plain.release(), wide.release()]);
});

test('of the last position alone, the scores are those of all positions', async () => {
	const plain = await createSession(decoder);
	const wide = await openWidened(backend, decoder, { lastPositionOf: 'logits' });
	for (const positions of [1, 7]) {
		const all = await decode(plain, positions);
		const last = await decode(wide, positions);
		expect(last.logits.dims).toEqual([1, 1, 32064]);
		const expected = (all.logits.data as Float32Array).slice(-32064);
		expect(worstGap(last.logits.data as Float32Array, expected)).toBeLessThan(1e-3);
		for (const name of plain.outputNames.slice(1)) expect(last[name].dims).toEqual(all[name].dims);
	}
	await Promise.all([plain.release(), wide.release()]);
});

test('a model that counts on 8-bit arithmetic, or has no 8-bit weights, stays as it is', async () => {
	expect(widenWeights(readFileSync(plainWhisper))).toBeUndefined();
	expect(
		widenWeights(readFileSync(path.join(folder, 'embed_tokens_quantized.onnx'))),
	).toBeUndefined();
	expect(widenWeights(message(GRAPH, []))).toBeUndefined();
});

test('a damaged or absent file is opened as it is, so that opening says what is wrong', async () => {
	const damaged = path.join(__dirname, 'widen-weights.test.ts');
	for (const file of [damaged, path.join(folder, 'absent.onnx')])
		await expect(openWidened(backend, file)).rejects.toMatchObject({ code: 'MODEL_UNREADABLE' });
});

test('on a device of its own a file is opened as it is', async () => {
	const asked: unknown[] = [];
	const session = {} as InferenceSession;
	const elsewhere = {
		...backend,
		device: 'cuda' as const,
		createSession: async (...given: unknown[]) => (asked.push(given), session),
	};
	expect(await openWidened(elsewhere, decoder)).toBe(session);
	expect(asked).toEqual([[decoder, undefined, undefined]]);
});
