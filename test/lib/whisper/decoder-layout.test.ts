import type { InferenceSession } from 'onnxruntime-common';
import { presentOf, readDecoderLayout } from '../../../lib/whisper/decoder-layout';

const PAST = ['decoder.key', 'decoder.value', 'encoder.key', 'encoder.value'].map(
	(name) => `past_key_values.0.${name}`,
);
const INPUTS = ['input_ids', 'encoder_hidden_states', 'use_cache_branch', ...PAST];
const OUTPUTS = ['logits', ...PAST.map(presentOf), 'cross_attentions.0'];

function read(inputNames = INPUTS, outputNames = OUTPUTS, halves: string[] = []) {
	const inputMetadata = inputNames.map((name) => ({
		name,
		isTensor: true,
		type: halves.includes(name) ? 'float16' : 'float32',
		shape: [],
	}));
	const session = { inputNames, outputNames, inputMetadata } as unknown as InferenceSession;
	return readDecoderLayout(session, '/models/onnx/decoder_model_merged.onnx');
}

describe('readDecoderLayout', () => {
	it('tells past tokens from the sound', () => {
		expect(read()).toEqual({
			pastNames: PAST,
			selfNames: PAST.slice(0, 2),
			attentionNames: ['cross_attentions.0'],
			statesType: 'float32',
			cacheType: 'float32',
		});
	});

	it('reads the number types', () => {
		expect(read(INPUTS, OUTPUTS, PAST)).toMatchObject({
			cacheType: 'float16',
			statesType: 'float32',
		});
		expect(read(INPUTS, OUTPUTS, ['encoder_hidden_states']).statesType).toBe('float16');
	});

	it.each([
		[INPUTS.filter((name) => name !== 'use_cache_branch'), OUTPUTS, ['use_cache_branch'], []],
		[[...INPUTS, 'position_ids'], OUTPUTS, [], ['position_ids']],
		[INPUTS, OUTPUTS.filter((name) => name !== 'logits'), ['logits'], []],
		[INPUTS.slice(0, 3), OUTPUTS, ['past_key_values.0.decoder.key'], []],
	])('refuses a decoder that it cannot feed (%#)', (inputs, outputs, lacking, unknown) => {
		expect(() => read(inputs, outputs)).toThrow(
			expect.objectContaining({
				code: 'DECODER_UNSUPPORTED',
				details: { file: 'decoder_model_merged.onnx', lacking, unknown },
			}),
		);
	});
});
