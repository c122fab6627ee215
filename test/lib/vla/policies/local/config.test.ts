import { readFileSync } from 'node:fs';
import path from 'node:path';
import { readPolicyConfig } from '../../../../../lib/vla/policies/local/config';
import { modelFolder } from '../../../../helpers/model-folder';

const fixture = path.join(__dirname, '../../../../fixtures/models/openvla-tabletop');
const saved = JSON.parse(readFileSync(path.join(fixture, 'config.json'), 'utf8')) as {
	text_config: object;
};
const read = (fields: object) => readPolicyConfig(modelFolder({}, { ...saved, ...fields }));
const text = (fields: object) => ({ text_config: { ...saved.text_config, ...fields } });

test('reads a saved policy; tokens that only fill up are left out', async () => {
	expect(await readPolicyConfig(fixture)).toEqual({
		vocabularySize: 32_000,
		actionBins: 256,
		heads: 4,
		headDimension: 24,
	});
});

test('without filling the whole vocabulary counts', async () => {
	expect(await read({ pad_to_multiple_of: null })).toMatchObject({ vocabularySize: 32_064 });
});

test('shared keys and an unnamed size of heads are worked out', async () => {
	const grouped = text({ num_attention_heads: 8, num_key_value_heads: 2, head_dim: undefined });
	expect(await read(grouped)).toMatchObject({ heads: 2, headDimension: 12 });
	expect(await read(text({ num_key_value_heads: undefined }))).toMatchObject({ heads: 4 });
});

test('sizes that the decoder may say itself can be absent', async () => {
	const { heads, headDimension } = await read({
		text_config: { vocab_size: 100 },
		n_action_bins: 8,
	});
	expect([heads, headDimension]).toEqual([undefined, undefined]);
});

test.each([
	['n_action_bins', { n_action_bins: undefined }],
	['n_action_bins', { n_action_bins: 1 }],
	['n_action_bins', { n_action_bins: 40_000 }],
	['text_config.vocab_size', { text_config: {} }],
	['text_config.vocab_size', { text_config: { vocab_size: '32064' } }],
])('an unusable %s is refused by name', async (field, fields) => {
	await expect(read(fields)).rejects.toMatchObject({
		code: 'POLICY_CONFIG_INVALID',
		details: { file: 'config.json', field },
	});
});

test('a folder without config.json is refused', async () => {
	await expect(readPolicyConfig(__dirname)).rejects.toMatchObject({
		code: 'POLICY_CONFIG_INVALID',
	});
});
