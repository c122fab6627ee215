import type { INodeProperties } from 'n8n-workflow';
import { deviceOption, dtypeOption, offlineOption } from '../../lib/n8n/engine-options';
import { modelParameter } from '../../lib/n8n/model-parameter';

/** Which local policy runs. No list: nobody publishes one in this form yet. */
export const localModelField: INodeProperties = withoutList(
	modelParameter({
		searchListMethod: '',
		defaultName: '',
		defaultLabel: '',
		listHint: '',
		exampleRepository: 'your-name/openvla-7b-onnx',
		description:
			"Which policy decides: one of OpenVLA's kind, exported to ONNX with the files vision_encoder, embed_tokens and decoder_model_merged, and its dataset_statistics.json",
	}),
);

function withoutList(field: INodeProperties): INodeProperties {
	const modes = field.modes?.filter(({ name }) => name !== 'list').reverse();
	return { ...field, default: { mode: 'folder', value: '' }, modes };
}

/** How a local policy runs. */
export const localOptionFields: INodeProperties[] = [
	{
		displayName: 'Center Crop',
		name: 'centerCrop',
		type: 'boolean',
		default: false,
		description:
			'Whether the policy sees only the middle 90 % of the picture. Policies that were trained so (those for LIBERO) need it; others aim wrong with it.',
	},
	deviceOption,
	dtypeOption,
	offlineOption,
	{
		displayName: 'Only Action Tokens',
		name: 'onlyActionTokens',
		type: 'boolean',
		default: false,
		description:
			'Whether the policy may answer with numbers only. Off, an answer in words is noticed and reported.',
	},
];
