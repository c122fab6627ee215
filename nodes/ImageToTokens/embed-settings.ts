import type { INodeProperties } from 'n8n-workflow';
import { numberIn, oneOf, switchOf } from '../../lib/n8n/choices';
import {
	deviceOption,
	dtypeOption,
	offlineOption,
	readEngineOptions,
	type EngineOptions,
} from '../../lib/n8n/engine-options';
import { rawOptions } from '../../lib/n8n/options-collection';
import type { ItemRun } from '../../lib/n8n/run-items';
import type { TokenPicture } from '../../lib/tokens/visual/types';

const NUMBERS = ['both', 'file', 'json'] as const;
const PICTURES = ['none', 'norm', 'pca'] as const;

/** How the tokens of an item are made and given. */
export interface EmbedSettings extends EngineOptions {
	/** Of the grid, at most; undefined: all. */
	maximumTokens?: number;
	numbers: (typeof NUMBERS)[number];
	picture?: TokenPicture;
	classToken: boolean;
}

/** What Embed adds to the node's Options. */
export const embedOptionFields: INodeProperties[] = [
	{
		displayName: 'Class Token',
		name: 'classToken',
		type: 'boolean',
		default: false,
		description:
			'Whether to put the one token that stands for the whole picture before the others, where the model has one. It comes on top of "Number of Tokens".',
	},
	deviceOption,
	dtypeOption,
	offlineOption,
];

/** Reads an item's fields and Options. */
export function readEmbedSettings({ context, itemIndex }: ItemRun): EmbedSettings {
	const parameter = (name: string) => context.getNodeParameter(name, itemIndex, '') as unknown;
	const raw = rawOptions(context, itemIndex);
	const whole = { from: 0, isWhole: true };
	const picture = oneOf('Picture of the Tokens', PICTURES, parameter('tokenPicture'), 'norm');
	return {
		...readEngineOptions(raw),
		maximumTokens: numberIn('Number of Tokens', whole, parameter('pool'), 0) || undefined,
		numbers: oneOf('Numbers', NUMBERS, parameter('numbers'), 'file'),
		...(picture !== 'none' && { picture }),
		classToken: switchOf('Class Token', raw.classToken, false),
	};
}
