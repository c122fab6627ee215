import { chooseOutput } from '../../../lib/clip/output-names';
import type { OpenFile, Port } from '../../../lib/clip/session-metadata';

const vector = (name: string): Port => ({ name, type: 'float32', shape: [undefined, 8] });
const states: Port = { name: 'last_hidden_state', type: 'float32', shape: [undefined, 4, 8] };
const open = (outputs: Port[]) => ({ file: 'model.onnx', outputs }) as OpenFile;
const named = (...names: string[]) => open([states, ...names.map(vector)]);

describe('chooseOutput', () => {
	it.each([
		[['pooler_output', 'image_embeds'], 'image_embeds'],
		[['image_embeddings', 'l2norm_image_embeddings'], 'l2norm_image_embeddings'],
		[['sentence_embedding', 'pooler_output'], 'pooler_output'],
		[['sentence_embedding', 'logits'], 'sentence_embedding'],
		[['output'], 'output'],
	])('of %j takes %s', (names, expected) => {
		expect(chooseOutput(named(...names), 'pictures', false).name).toBe(expected);
	});

	it('of a joint file takes the half that is asked for, by name only', () => {
		const joint = named('text_embeds', 'image_embeds', 'pooler_output');
		expect(chooseOutput(joint, 'texts', true).name).toBe('text_embeds');
		expect(() => chooseOutput(named('pooler_output'), 'texts', true)).toThrow(/"pooler_output"/);
	});

	it.each([
		['only states', []],
		['two of which none is known', ['one', 'two']],
	])('refuses %s', (_, names) => {
		expect(() => chooseOutput(named(...names), 'texts', false)).toThrow(
			expect.objectContaining({
				code: 'CLIP_OUTPUT_UNKNOWN',
				details: { file: 'model.onnx', half: 'texts', outputs: ['last_hidden_state', ...names] },
			}) as Error,
		);
	});

	it('takes no states for a vector, whatever their name', () => {
		const outputs = [{ ...states, name: 'text_embeds' }, vector('pooler_output')];
		expect(chooseOutput(open(outputs), 'texts', false).name).toBe('pooler_output');
	});
});
