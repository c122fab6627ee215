import type { INodeProperties } from 'n8n-workflow';
import { MAXIMUM_BEAM_SIZE } from './options';

const showForText = { show: { '/operation': ['transcribe', 'translate'] } };

/** The Options collection; `readOptions` reads it. */
export const optionsParameter: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	description: 'Everything here may stay as it is',
	options: [
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
		{
			displayName: 'Device',
			name: 'device',
			type: 'options',
			options: [
				{ name: 'Apple (CoreML)', value: 'coreml' },
				{ name: 'Best One Available', value: 'auto' },
				{ name: 'NVIDIA Graphics Card (CUDA)', value: 'cuda' },
				{ name: 'Processor (CPU)', value: 'cpu' },
				{ name: 'WebAssembly (Slow, Runs Anywhere)', value: 'wasm' },
				{ name: 'WebGPU', value: 'webgpu' },
				{ name: 'Windows Graphics Card (DirectML)', value: 'dml' },
			],
			default: 'auto',
			description:
				'Which part of the machine does the computing. Leave it at the best one; naming one that is not there is an error that lists those that are.',
		},
		{
			displayName: 'Offline',
			name: 'offline',
			type: 'boolean',
			default: false,
			description:
				'Whether to never download a model. One that is not on this machine is then an error that says which files to put where.',
		},
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
		{
			displayName: 'Precision',
			name: 'dtype',
			type: 'options',
			options: [
				{ name: '16-Bit (FP16)', value: 'fp16' },
				{ name: '32-Bit (FP32)', value: 'fp32' },
				{ name: '4-Bit (BNB4)', value: 'bnb4' },
				{ name: '4-Bit (Q4)', value: 'q4' },
				{ name: '4-Bit with 16-Bit (Q4F16)', value: 'q4f16' },
				{ name: '8-Bit (INT8)', value: 'int8' },
				{ name: '8-Bit (Q8)', value: 'q8' },
				{ name: '8-Bit (UINT8)', value: 'uint8' },
				{ name: 'Best One Available', value: 'auto' },
			],
			default: 'auto',
			description:
				"Which edition of the model's files to use. Fewer bits are smaller and faster, and a little less exact. A model seldom has all of them.",
		},
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
	],
};
