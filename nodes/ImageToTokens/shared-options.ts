import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { numberIn, oneOf } from '../../lib/n8n/choices';
import type { CountOptions, Detail, MediaResolution } from '../../lib/tokens/types';

/** What `detailField` offers. */
export const DETAILS = ['auto', 'low', 'high', 'original'] as const satisfies readonly Detail[];
const RESOLUTIONS = [
	'default',
	'low',
	'medium',
	'high',
	'ultraHigh',
] as const satisfies readonly MediaResolution[];

/** How finely a model looks. The same object in each operation that lists it: one option, shown for all of them. */
export const mediaResolutionOption: INodeProperties = {
	displayName: 'Gemini Media Resolution',
	name: 'mediaResolution',
	type: 'options',
	options: [
		{ name: 'High', value: 'high' },
		{ name: 'Low', value: 'low' },
		{ name: 'Medium', value: 'medium' },
		{ name: 'Not Set', value: 'default' },
		{ name: 'Ultra High', value: 'ultraHigh' },
	],
	default: 'default',
	description:
		'How finely a Gemini model is told to look at the picture. Other models do not have this setting.',
};

/** What a million tokens cost; for Count and Prepare. */
export const priceOption: INodeProperties = {
	displayName: 'Price of a Million Tokens',
	name: 'tokenPrice',
	type: 'number',
	typeOptions: { minValue: 0, numberPrecision: 4 },
	default: 0,
	description:
		'What you pay for a million input tokens, in US dollars, whatever the model. 0 takes the price this node knows; of models whose price it does not know there is no cost.',
};

/** How finely models look, where they let one choose. */
export const detailField: INodeProperties = {
	displayName: 'Detail',
	name: 'detail',
	type: 'options',
	options: [
		{ name: 'Automatic', value: 'auto', description: 'What the model does when nothing is said' },
		{ name: 'High', value: 'high', description: 'For small print and many things' },
		{ name: 'Low', value: 'low', description: 'A rough look, for few tokens' },
		{ name: 'Original', value: 'original', description: 'As large as the picture is' },
	],
	default: 'auto',
	description:
		'How finely a GPT model is told to look at the picture. Other models do not have this setting.',
};

/** Reads these; `detail` comes from its field. */
export function readCountOptions(detail: unknown, raw: IDataObject): CountOptions {
	return {
		detail: oneOf('Detail', DETAILS, detail, 'auto'),
		mediaResolution: oneOf('Gemini Media Resolution', RESOLUTIONS, raw.mediaResolution, 'default'),
	};
}

/** Dollars a million tokens; undefined for the known price. */
export const readPrice = (raw: IDataObject): number | undefined =>
	numberIn('Price of a Million Tokens', { from: 0 }, raw.tokenPrice, 0) || undefined;
