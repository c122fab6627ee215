import { readGridClues } from '../../../../lib/tokens/visual/vision-config';
import { modelFolder } from '../../../helpers/model-folder';

test.each([
	['a model that only sees', { patch_size: 14 }, { patch: { width: 14, height: 14 } }],
	[
		'registers',
		{ patch_size: 16, num_register_tokens: 4 },
		{ patch: { width: 16, height: 16 }, registerTokens: 4 },
	],
	[
		'a model that also reads',
		{ patch_size: 3, vision_config: { patch_size: 32 } },
		{ patch: { width: 32, height: 32 } },
	],
	['patches that are no squares', { patch_size: [16, 8] }, { patch: { width: 8, height: 16 } }],
	['no patches', { model_type: 'openvla' }, {}],
	['nonsense', { patch_size: 0, num_register_tokens: -1, vision_config: null }, {}],
	['no JSON', '{', {}],
])('%s', async (_, config, expected) => {
	expect(await readGridClues(modelFolder({}, config))).toEqual(expected);
});
