import type { WhisperRequest } from '../../lib/whisper/types';
import type { Heard } from './listening';
import type { TranscribeOptions } from './options';

type Segment = Heard['segments'][number];

type Timestamps = WhisperRequest['timestamps'];

/** Subtitles stand best on word times, whatever the json is to hold. */
export const timestampsFor = (options: TranscribeOptions): Timestamps =>
	hasSubtitles(options) ? 'word' : options.timestamps;

/** The same for a service. One without word times is asked for them only by who wants them: it says that it has none. */
export function hostedTimestampsFor(options: TranscribeOptions, tellsWords: boolean): Timestamps {
	if (tellsWords) return timestampsFor(options);
	return hasSubtitles(options) && options.timestamps === 'none' ? 'segment' : options.timestamps;
}

const hasSubtitles = ({ outputFormats }: TranscribeOptions): boolean =>
	outputFormats.some((format) => format !== 'txt');

/** The segments with as much time as was asked for; none at all without time stamps. */
export function segmentsFor(
	{ timestamps }: TranscribeOptions,
	{ segments }: Heard,
): { segments?: Segment[] } {
	if (timestamps === 'none') return {};
	if (timestamps === 'word') return { segments };
	return { segments: segments.map(withoutWords) };
}

function withoutWords(segment: Segment): Segment {
	const plain = { ...segment };
	delete plain.words;
	return plain;
}
