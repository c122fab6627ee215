import type { InferenceSession } from 'onnxruntime-common';
import { Tensor } from 'onnxruntime-common';
import type { Backend } from '../../../../../lib/inference/types';
import { openDecoder } from '../../../../../lib/vla/policies/local/decoder';

const config = { vocabularySize: 10, actionBins: 4, heads: 3, headDimension: 5 };
const WIDTH = 2;

interface Ports {
	inputs: Record<string, Array<number | string>>;
	outputs?: string[];
	type?: 'float32' | 'float16';
}

const PLAIN: Ports['inputs'] = {
	inputs_embeds: ['batch', 'sequence', WIDTH],
	'past_key_values.0.key': ['batch', 'heads', 'past', 'size'],
	'past_key_values.0.value': ['batch', 3, 'past', 5],
};

/** A decoder that keeps what it is fed, in the ways that exporters write them. */
function fakeDecoder({ inputs, outputs, type = 'float32' }: Ports) {
	const fed: InferenceSession.FeedsType[] = [];
	const session = {
		inputNames: Object.keys(inputs),
		outputNames: outputs ?? ['logits', 'present.0.key', 'present.0.value'],
		inputMetadata: Object.entries(inputs).map(([name, shape]) => ({
			...{ name, shape, type },
			isTensor: true,
		})),
		run: async (feeds: InferenceSession.FeedsType) => {
			fed.push(feeds);
			const [, positions] = (feeds.inputs_embeds as Tensor).dims;
			const logits = Float32Array.from({ length: positions * 10 }, (_, i) => i);
			return {
				logits: new Tensor('float32', logits, [1, positions, 10]),
				'present.0.key': `key ${fed.length}`,
				'present.0.value': `value ${fed.length}`,
			};
		},
	};
	const backend = { createSession: async () => session, Tensor, device: 'cuda' };
	return { fed, backend: backend as unknown as Backend };
}

const embeds = (positions: number) =>
	new Tensor('float32', new Float32Array(positions * WIDTH), [1, positions, WIDTH]);
const numbers = (tensor: unknown) => Array.from((tensor as Tensor).data as BigInt64Array, Number);

test('feeds what the file asks for, and its own past from then on', async () => {
	const { fed, backend } = fakeDecoder({
		inputs: { ...PLAIN, attention_mask: [1, 'all'], position_ids: [1, 'new'] },
	});
	const start = await openDecoder(backend, '/model/decoder.onnx', config);
	const decoding = start();
	const scores = await decoding.read(embeds(4));
	expect([...scores]).toEqual([30, 31, 32, 33, 34, 35, 36, 37, 38, 39]);
	await decoding.read(embeds(1));
	const [first, second] = fed;
	expect((first['past_key_values.0.key'] as Tensor).dims).toEqual([1, 3, 0, 5]);
	expect(numbers(first.position_ids)).toEqual([0, 1, 2, 3]);
	expect(numbers(first.attention_mask)).toEqual([1, 1, 1, 1]);
	expect(second['past_key_values.0.key']).toBe('key 1');
	expect(second['past_key_values.0.value']).toBe('value 1');
	expect(numbers(second.position_ids)).toEqual([4]);
	expect(numbers(second.attention_mask)).toEqual([1, 1, 1, 1, 1]);
	expect(first).not.toHaveProperty('use_cache_branch');
});

test('two answers at once do not share a past', async () => {
	const { fed, backend } = fakeDecoder({ inputs: { ...PLAIN, position_ids: [1, 'new'] } });
	const start = await openDecoder(backend, '/model/decoder.onnx', config);
	await start().read(embeds(2));
	await start().read(embeds(3));
	expect(numbers(fed[1].position_ids)).toEqual([0, 1, 2]);
	expect((fed[1]['past_key_values.0.key'] as Tensor).dims[2]).toBe(0);
});

test('a merged decoder is told whether there is a past, and to score the last position alone', async () => {
	const { fed, backend } = fakeDecoder({
		inputs: { ...PLAIN, use_cache_branch: [1], num_logits_to_keep: [] },
	});
	const decoding = (await openDecoder(backend, '/model/decoder.onnx', config))();
	await decoding.read(embeds(2));
	await decoding.read(embeds(1));
	expect(fed.map(({ use_cache_branch: flag }) => (flag as Tensor).data[0])).toEqual([0, 1]);
	expect(numbers(fed[0].num_logits_to_keep)).toEqual([1]);
	expect((fed[0].num_logits_to_keep as Tensor).dims).toEqual([]);
});

test('a decoder in 16-bit numbers is fed such', async () => {
	const { fed, backend } = fakeDecoder({ inputs: PLAIN, type: 'float16' });
	await (await openDecoder(backend, '/model/decoder.onnx', config))().read(embeds(1));
	for (const name of Object.keys(PLAIN)) expect((fed[0][name] as Tensor).type).toBe('float16');
});

const refused: Array<[string, Ports, typeof config, string]> = [
	['no past', { inputs: { inputs_embeds: [1, 1, WIDTH] } }, config, '"past_key_values.0.key"'],
	[
		'an unknown input',
		{ inputs: { ...PLAIN, token_type_ids: [1, 1] } },
		config,
		'"token_type_ids"',
	],
	['no next past', { inputs: PLAIN, outputs: ['logits'] }, config, '"present.0.key"'],
	[
		'sizes that nothing tells',
		{ inputs: PLAIN },
		{ ...config, heads: undefined as unknown as number },
		'the sizes of past_key_values.0.key',
	],
];

test.each(refused)('a decoder with %s is refused by name', async (_what, ports, told, named) => {
	const { backend } = fakeDecoder(ports);
	await expect(openDecoder(backend, '/model/decoder.onnx', told)).rejects.toMatchObject({
		code: 'POLICY_FILE_UNSUPPORTED',
		message: expect.stringContaining(named) as string,
	});
});
