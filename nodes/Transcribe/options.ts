import { MAXIMUM_BEAM_SIZE } from '../../lib/limits';
import { numberIn, oneOf, switchOf } from '../../lib/n8n/choices';
import { readEngineOptions, type EngineOptions } from '../../lib/n8n/engine-options';
import { rawOptions } from '../../lib/n8n/options-collection';
import type { ItemRun } from '../../lib/n8n/run-items';
import type { WhisperRequest } from '../../lib/whisper/types';

const CHANNELS = ['mix', 'left', 'right', 'each'] as const;
const OUTPUT_FORMATS = ['srt', 'vtt', 'txt'] as const;
const TIMESTAMPS = ['none', 'segment', 'word'] as const;

/** The Options of both engines, complete: what the user left out has its default. */
export interface TranscribeOptions {
	channel: (typeof CHANNELS)[number];
	outputFormats: Array<(typeof OUTPUT_FORMATS)[number]>;
	prompt?: string;
	timestamps: WhisperRequest['timestamps'];
	temperature: number;
}

/** With those of the local engine. */
export interface LocalOptions extends TranscribeOptions, EngineOptions {
	vad: boolean;
	beamSize: number;
}

/** Reads an item's Options. A value that an expression got wrong is a coded error. */
export function readOptions({ context, itemIndex }: ItemRun): TranscribeOptions {
	const raw = rawOptions(context, itemIndex);
	return {
		channel: oneOf('Channel', CHANNELS, raw.channel, 'mix'),
		outputFormats: toList(raw.outputFormats).map((format) =>
			oneOf('Output Files', OUTPUT_FORMATS, format),
		),
		prompt: String(raw.prompt ?? '').trim() || undefined,
		timestamps: oneOf('Timestamps', TIMESTAMPS, raw.timestamps, 'segment'),
		temperature: numberIn('Temperature', { from: 0, to: 1 }, raw.temperature, 0),
	};
}

/** Reads them with those of the local engine. */
export function readLocalOptions(run: ItemRun): LocalOptions {
	const raw = rawOptions(run.context, run.itemIndex);
	const beams = { from: 1, to: MAXIMUM_BEAM_SIZE, isWhole: true };
	return {
		...readOptions(run),
		...readEngineOptions(raw),
		vad: switchOf('Skip Silence', raw.vad, true),
		beamSize: numberIn('Beam Size', beams, raw.beamSize, 1),
	};
}

/** Expressions may give `srt` or `srt, vtt` where the field gives a list. */
function toList(value: unknown): unknown[] {
	if (Array.isArray(value)) return value;
	return typeof value === 'string' ? value.split(/[\s,]+/).filter(Boolean) : [];
}
