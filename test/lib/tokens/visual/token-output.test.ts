import { chooseTokens } from '../../../../lib/tokens/visual/token-output';

const port = (name: string, rank: number, type = 'float32') => ({
	name,
	type,
	shape: Array.from({ length: rank }, () => undefined),
});
const choose = (...ports: Array<ReturnType<typeof port>>) => chooseTokens('model.onnx', ports);

test.each([
	['CLIP', [port('image_embeds', 2), port('last_hidden_state', 3)], 'last_hidden_state'],
	['SigLIP', [port('last_hidden_state', 3), port('pooler_output', 2)], 'last_hidden_state'],
	['a VLM', [port('image_features', 3)], 'image_features'],
	['a VLM with both', [port('last_hidden_state', 3), port('image_features', 3)], 'image_features'],
	['one of another name', [port('output_7', 3, 'float16'), port('index', 3, 'int64')], 'output_7'],
	['one that tells no shape', [port('image_embeds', 2), port('tokens', 0)], 'tokens'],
])('%s', (_, ports, expected) => {
	expect(choose(...ports)).toBe(expected);
});

test('a summary alone is told apart, with models that would do', () => {
	expect(() => choose(port('image_embeds', 2))).toThrow(
		expect.objectContaining({
			code: 'VISUAL_POOLED_ONLY',
			message: expect.stringMatching(/one summary.*"image_embeds".*onnx-community\/dinov2-small/),
		}),
	);
});

test('several that could be meant are an error that names them', () => {
	expect(() => choose(port('a', 3), port('b', 3))).toThrow(
		expect.objectContaining({
			code: 'VISUAL_OUTPUT_UNKNOWN',
			message: expect.stringMatching(/"a", "b"/),
		}),
	);
	expect(() => choose(port('labels', 1, 'int64'))).toThrow(/does not say which/);
});
