import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { DEFAULT_PREPARED_QUALITY } from '../../lib/limits';
import { numberIn, oneOf } from '../../lib/n8n/choices';
import type { PrepareRequest } from '../../lib/tokens/prepare-types';
import { mediaResolutionOption, priceOption, readPrice } from './shared-options';

const FORMATS = ['auto', 'jpeg', 'png', 'webp'] as const;
const BACKGROUNDS = ['white', 'black'] as const;
const TILES = ['none', 'items', 'together'] as const;
const MESSAGES = ['auto', 'anthropic', 'openAi', 'none'] as const;
const DEFAULT_OVERLAP_PIXELS = 64;
const MEGABYTE = 1_000_000;

export const prepareOptionFields: INodeProperties[] = [
	{
		displayName: 'Background',
		name: 'background',
		type: 'options',
		options: [
			{ name: 'Black', value: 'black' },
			{ name: 'White', value: 'white' },
		],
		default: 'white',
		description:
			'What shows through the transparent parts of a picture. Models do not know transparency; choose black for white writing.',
	},
	{
		displayName: 'Cut Long Pictures',
		name: 'tiles',
		type: 'options',
		options: [
			{ name: 'No', value: 'none', description: 'The model sees it whole, and smaller' },
			{
				name: 'One Item a Piece',
				value: 'items',
				description: 'From top to bottom, or from left to right',
			},
			{
				name: 'One Item with All Pieces',
				value: 'together',
				description: 'Files in the fields "data", "data2" and so on, and all in one message',
			},
		],
		default: 'none',
		description:
			'What to do with a picture more than twice as long as wide, like a screenshot of a whole web page, that the model would shrink until nothing can be read. In pieces it stays readable, for more tokens.',
	},
	{
		displayName: 'Format',
		name: 'format',
		type: 'options',
		options: [
			{
				name: 'Automatic',
				value: 'auto',
				description: 'PNG or JPEG, whichever is smaller and looks the same',
			},
			{ name: 'JPEG', value: 'jpeg' },
			{ name: 'PNG', value: 'png' },
			{ name: 'WebP', value: 'webp', description: 'Some servers, like LM Studio, do not take it' },
		],
		default: 'auto',
		description: 'What kind of file the picture becomes',
	},
	{
		displayName: 'Max File Size',
		name: 'maxFileSize',
		type: 'number',
		typeOptions: { minValue: 0, numberPrecision: 3 },
		default: 0,
		description:
			'The most megabytes of the picture as it is sent, which is a third more than its file. 0 takes the limit of the model’s own service; Claude on Amazon or Google takes 5. Quality is lowered for it, then size.',
	},
	{
		displayName: 'Max Tokens',
		name: 'maxTokens',
		type: 'number',
		typeOptions: { minValue: 0, numberPrecision: 0 },
		default: 0,
		description:
			'The most tokens the picture may take, all its pieces together. It becomes smaller until it fits. 0 means no limit.',
	},
	mediaResolutionOption,
	{
		displayName: 'Message',
		name: 'messageFormat',
		type: 'options',
		options: [
			{ name: 'Anthropic', value: 'anthropic' },
			{
				name: 'By the Model',
				value: 'auto',
				description: 'Anthropic’s for Claude, OpenAI’s for all others',
			},
			{ name: 'None', value: 'none', description: 'Only the file' },
			{ name: 'OpenAI or Compatible', value: 'openAi' },
		],
		default: 'auto',
		description:
			'How the picture is also given in the field "message": ready to be put into the content of a message in an HTTP Request node',
	},
	{
		displayName: 'Overlap',
		name: 'overlap',
		type: 'number',
		typeOptions: { minValue: 0, numberPrecision: 0 },
		default: DEFAULT_OVERLAP_PIXELS,
		description:
			'How many pixels the pieces of a long picture share, so that no line of text is cut through in both',
	},
	priceOption,
	{
		displayName: 'Quality',
		name: 'quality',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 100, numberPrecision: 0 },
		default: DEFAULT_PREPARED_QUALITY,
		description: 'How much a JPEG or WebP picture keeps, from 1 to 100. Less gives smaller files.',
	},
];

export interface PrepareOptions
	extends Pick<
		PrepareRequest,
		'background' | 'format' | 'maximumBase64Bytes' | 'maximumTokens' | 'quality'
	> {
	tiles: (typeof TILES)[number];
	overlapPixels: number;
	messageFormat: (typeof MESSAGES)[number];
	/** Dollars a million tokens; absent: the known price. */
	price?: number;
}

/** Reads an item's `prepareOptionFields`. A value that an expression got wrong is a coded error. */
export function readPrepareOptions(raw: IDataObject): PrepareOptions {
	const whole = { from: 0, isWhole: true };
	const quality = { from: 1, to: 100, isWhole: true };
	const megabytes = numberIn('Max File Size', { from: 0 }, raw.maxFileSize, 0);
	return {
		background: oneOf('Background', BACKGROUNDS, raw.background, 'white'),
		format: oneOf('Format', FORMATS, raw.format, 'auto'),
		...(megabytes > 0 && { maximumBase64Bytes: Math.round(megabytes * MEGABYTE) }),
		maximumTokens: numberIn('Max Tokens', whole, raw.maxTokens, 0) || undefined,
		quality: numberIn('Quality', quality, raw.quality, DEFAULT_PREPARED_QUALITY),
		tiles: oneOf('Cut Long Pictures', TILES, raw.tiles, 'none'),
		overlapPixels: numberIn('Overlap', whole, raw.overlap, DEFAULT_OVERLAP_PIXELS),
		messageFormat: oneOf('Message', MESSAGES, raw.messageFormat, 'auto'),
		price: readPrice(raw),
	};
}
