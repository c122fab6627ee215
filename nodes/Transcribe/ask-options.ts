import type { INodeProperties } from 'n8n-workflow';
import type { AudioPartKind } from '../../lib/hosted/types';
import { oneOf } from '../../lib/n8n/choices';
import { rawOptions } from '../../lib/n8n/options-collection';
import type { ItemRun } from '../../lib/n8n/run-items';
import {
	hostedOptionFields,
	readHostedOptions,
	type HostedOptions,
} from '../shared/hosted-options';

const AUDIO_PARTS = ['input_audio', 'audio_url'] as const;

/** How a model is asked about a recording; `readAskOptions` reads them. */
export const askOptionFields: INodeProperties[] = [
	...hostedOptionFields,
	{
		displayName: 'Audio As',
		name: 'audioAs',
		type: 'options',
		options: [
			{
				name: 'Audio URL (vLLM)',
				value: 'audio_url',
				description: 'The part "audio_url", with the sound itself in it; vLLM knows it',
			},
			{
				name: 'Input Audio (OpenAI and Most Others)',
				value: 'input_audio',
				description: 'The part "input_audio", as OpenAI has it',
			},
		],
		default: 'input_audio',
		description:
			'In which form the sound stands in the message. Leave it unless your server refuses the usual one.',
	},
];

export interface AskOptions extends HostedOptions {
	audioAs: AudioPartKind;
}

/** Reads an item's Options. A value that an expression got wrong is a coded error. */
export function readAskOptions({ context, itemIndex }: ItemRun): AskOptions {
	const raw = rawOptions(context, itemIndex);
	const audioAs = oneOf('Audio As', AUDIO_PARTS, raw.audioAs, 'input_audio');
	return {
		...readHostedOptions(raw),
		audioAs: audioAs === 'input_audio' ? 'inputAudio' : 'audioUrl',
	};
}
