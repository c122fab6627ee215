import type { INodeProperties } from 'n8n-workflow';

/** Which channels are listened to; `readOptions` reads this and `textFields`. */
export const channelField: INodeProperties = {
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
};

/** What is made of what is said, by either engine. */
export const textFields: INodeProperties[] = [
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
		description:
			'Files to make, each in a binary field named srt, vtt or txt. Subtitles hold times even where Timestamps says none.',
	},
	{
		displayName: 'Prompt',
		name: 'prompt',
		type: 'string',
		typeOptions: { rows: 2 },
		default: '',
		placeholder: 'e.g. Minutes of Contoso, with Siobhan and Mr. Nguyen',
		description:
			'Names and words that occur in the recording, spelled as you want them. It is a hint, not an instruction.',
	},
	{
		displayName: 'Temperature',
		name: 'temperature',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 1, numberPrecision: 1 },
		default: 0,
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
		description: 'How finely the output says when something was said',
	},
];
