import type { INodeProperties } from 'n8n-workflow';
import { DEFAULT_QUALITY } from '../../lib/media/video/picture-options';
import { deviceOption, dtypeOption, offlineOption } from '../../lib/n8n/engine-options';
import { optionsCollection } from '../../lib/n8n/options-collection';
import { showFor } from '../../lib/n8n/show-for';
import { hostedOptionFields } from '../shared/hosted-options';
import { DEFAULT_TOKEN_MODEL, tokenModelOptions } from '../shared/token-models';
import { ASK_FRAME_PIXELS, ASK_SHEET_PIXELS } from './options';
import { sceneOptions } from './scene-options';
import { sheetOptions } from './sheet-options';

const options: INodeProperties[] = [
	{
		displayName: 'Start',
		name: 'start',
		type: 'string',
		default: '',
		placeholder: 'e.g. 90 or 1:30',
		description:
			'Where in the video to begin: in seconds, or as minutes:seconds or hours:minutes:seconds. Empty: at its beginning.',
	},
	{
		displayName: 'End',
		name: 'end',
		type: 'string',
		default: '',
		placeholder: 'e.g. 300 or 5:00',
		description:
			'Where in the video to stop: in seconds, or as minutes:seconds or hours:minutes:seconds. Empty: at its end.',
	},
	{
		displayName: 'Key Frames Only',
		name: 'keyframesOnly',
		type: 'boolean',
		default: false,
		description:
			'Whether to look only at frames that are stored whole, usually one every few seconds. Much faster with long videos; the frames then lie less exactly where you asked.',
	},
	{
		displayName: 'Max Tokens',
		name: 'maxTokens',
		type: 'number',
		typeOptions: { minValue: 0, numberPrecision: 0 },
		default: 0,
		description:
			'The most tokens that all pictures of a video together may take when you send them to an AI model. Pictures become smaller, then fewer, until they fit. 0 means no limit.',
	},
	{
		displayName: 'Token Model',
		name: 'tokenModel',
		type: 'options',
		options: tokenModelOptions,
		default: DEFAULT_TOKEN_MODEL,
		description:
			'Whose tokens to count: the AI model that you will send the pictures to. Nothing is sent to it from here. Ask counts as for the model it asks; where it does not know how that one counts, as for this one.',
	},
	{
		displayName: 'Max Width',
		name: 'maxWidth',
		type: 'number',
		typeOptions: { minValue: 0, numberPrecision: 0 },
		default: 0,
		description: `Wider pictures are made smaller, to so many pixels; none is enlarged. 0 keeps the size of the video; for Ask it makes them ${ASK_FRAME_PIXELS} pixels wide, and a contact sheet ${ASK_SHEET_PIXELS}.`,
	},
	...showFor({ '/operation': ['sample'] }, [
		{
			displayName: 'Picture Format',
			name: 'format',
			type: 'options',
			options: [
				{ name: 'JPEG', value: 'jpeg' },
				{ name: 'PNG', value: 'png' },
				{ name: 'WebP', value: 'webp' },
			],
			default: 'jpeg',
			description:
				'What kind of file a picture becomes. JPEG is small and read everywhere; PNG loses nothing and is large. A contact sheet is JPEG or PNG.',
		},
	]),
	{
		displayName: 'Picture Quality',
		name: 'quality',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 100, numberPrecision: 0 },
		default: DEFAULT_QUALITY,
		displayOptions: { hide: { contactSheet: [true] } },
		description: 'How much a JPEG or WebP picture keeps, from 1 to 100. Less gives smaller files.',
	},
	...showFor({ '/operation': ['sample'] }, [
		{
			displayName: 'Audio Track',
			name: 'audioTrack',
			type: 'boolean',
			default: false,
			description:
				'Whether to also give the sound of the whole video, as a file in the binary field "audio" of the first item. To get its text, connect a Transcribe node, name audio in its "Input Binary Field" and turn on "Execute Once" in its Settings, as the other items have no sound. For the text alone, give the video itself to Transcribe.',
		},
	]),
	...sheetOptions,
	...showFor({ '/strategy': ['scenes'] }, sceneOptions),
	...showFor({ '/strategy': ['informative', 'relevant'] }, [
		deviceOption,
		dtypeOption,
		offlineOption,
	]),
	...showFor({ '/operation': ['ask'] }, hostedOptionFields),
];

/** The Options collection; `readOptions` reads it. */
export const optionsParameter = optionsCollection(options);
