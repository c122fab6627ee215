import { deviceOption, dtypeOption, offlineOption } from '../../lib/n8n/engine-options';
import { optionsCollection } from '../../lib/n8n/options-collection';
import { MAXIMUM_BEAM_SIZE } from './options';

const showForText = { show: { '/operation': ['transcribe', 'translate'] } };

/** The Options collection; `readOptions` reads it. */
export const optionsParameter = optionsCollection([
	{
		displayName: 'Beam Size',
		name: 'beamSize',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: MAXIMUM_BEAM_SIZE, numberPrecision: 0 },
		default: 1,
		displayOptions: showForText,
		description:
			'How many wordings are weighed against each other. 1 is the fastest; 5 finds slightly better wordings and takes several times as long.',
	},
	{
		displayName: 'Channel',
		name: 'channel',
		type: 'options',
		options: [
			{ name: 'All Channels Mixed', value: 'mix' },
			{ name: 'Each Channel on Its Own', value: 'each' },
			{ name: 'Left Channel', value: 'left' },
			{ name: 'Right Channel', value: 'right' },
		],
		default: 'mix',
		description:
			'Which side of a stereo recording to listen to. Phone recordings often have one speaker on each side: "Each Channel on Its Own" gives one output item per side.',
	},
	deviceOption,
	offlineOption,
	{
		displayName: 'Output Files',
		name: 'outputFormats',
		type: 'multiOptions',
		options: [
			{ name: 'Plain Text (.txt)', value: 'txt' },
			{ name: 'SubRip Subtitles (.srt)', value: 'srt' },
			{ name: 'Web Subtitles (.vtt)', value: 'vtt' },
		],
		default: [],
		displayOptions: showForText,
		description:
			'Files to make, each in a binary field named srt, vtt or txt. Subtitles hold times even where Timestamps says none.',
	},
	dtypeOption,
	{
		displayName: 'Prompt',
		name: 'prompt',
		type: 'string',
		typeOptions: { rows: 2 },
		default: '',
		placeholder: 'e.g. Minutes of Contoso, with Siobhan and Mr. Nguyen',
		displayOptions: showForText,
		description:
			'Names and words that occur in the recording, spelled as you want them. It is a hint, not an instruction.',
	},
	{
		displayName: 'Skip Silence',
		name: 'vad',
		type: 'boolean',
		default: true,
		description:
			'Whether to find the parts with speech first and listen to those only. Faster, and keeps the model from inventing words in silence.',
	},
	{
		displayName: 'Temperature',
		name: 'temperature',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 1, numberPrecision: 1 },
		default: 0,
		displayOptions: showForText,
		description:
			'How freely words are chosen. 0 always takes the likeliest word and gives the same text each time; leave it there unless a passage comes out badly.',
	},
	{
		displayName: 'Timestamps',
		name: 'timestamps',
		type: 'options',
		options: [
			{ name: 'For Each Passage', value: 'segment' },
			{ name: 'For Each Word', value: 'word' },
			{ name: 'None', value: 'none' },
		],
		default: 'segment',
		displayOptions: showForText,
		description: 'How finely the output says when something was said',
	},
]);
