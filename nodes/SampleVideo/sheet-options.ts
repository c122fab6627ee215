import type { INodeProperties } from 'n8n-workflow';
import { MAXIMUM_TILE_PIXELS, MINIMUM_TILE_PIXELS } from '../../lib/limits';
import { DEFAULT_TILE_PIXELS } from './options';

/** Options of the contact sheet. */
export const sheetOptions: INodeProperties[] = [
	{
		displayName: 'Contact Sheet',
		name: 'contactSheet',
		type: 'boolean',
		default: false,
		description:
			'Whether to lay all frames on one picture, each with its time written under it. One item comes out instead of one a frame; for an AI model that is the cheapest way to see a whole video.',
	},
	{
		displayName: 'Contact Sheet Columns',
		name: 'columns',
		type: 'number',
		typeOptions: { minValue: 0, numberPrecision: 0 },
		default: 0,
		displayOptions: { show: { contactSheet: [true] } },
		description: 'How many frames stand side by side. 0 makes the sheet nearly a square.',
	},
	{
		displayName: 'Contact Sheet Picture Width',
		name: 'tileWidth',
		type: 'number',
		typeOptions: {
			minValue: MINIMUM_TILE_PIXELS,
			maxValue: MAXIMUM_TILE_PIXELS,
			numberPrecision: 0,
		},
		default: DEFAULT_TILE_PIXELS,
		displayOptions: { show: { contactSheet: [true] } },
		description:
			'How wide each frame is on the sheet, in pixels. They become smaller where the sheet would be wider than Max Width, or take more than Max Tokens.',
	},
];
