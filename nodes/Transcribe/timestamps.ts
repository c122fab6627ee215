import type { WhisperRequest } from '../../lib/whisper/types';
import type { Heard } from './listening';
import type { TranscribeOptions } from './options';

type Segment = Heard['segments'][number];

/** Subtitles stand best on word times, whatever the json is to hold. */
export function timestampsFor({
	timestamps,
	outputFormats,
}: TranscribeOptions): WhisperRequest['timestamps'] {
	return outputFormats.some((format) => format !== 'txt') ? 'word' : timestamps;
}

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
