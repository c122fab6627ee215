import type { AudioPieces } from '../../media/pieces/types';
import { toClock } from './clock';
import { describeLacks } from './form';
import type { HeardPiece } from './join';
import type { RefusedFields } from './refused-fields';
import type { TranscriptionRules } from './rules';
import type { HostedTranscription } from './types';

interface Outcome {
	request: HostedTranscription;
	rules: TranscriptionRules;
	recording: AudioPieces;
	heard: readonly HeardPiece[];
	refused: RefusedFields;
}

/** Sentences on what the reader of a transcript must know: what is lacking, and where words may be cut. */
export function describeOutcome({ request, rules, recording, heard, refused }: Outcome): string[] {
	const refusals = refused.warnings();
	return [
		...recording.warnings,
		...describeLacks(rules, request),
		...refusals,
		...(refusals.length > 0 ? [] : describeSilence(request, rules, heard)),
		...describeCuts(recording),
		...(request.diarize ? describeSpeakers(heard) : []),
	];
}

/** A server may take a field and do nothing with it. */
function describeSilence(
	{ timestamps, task, diarize }: HostedTranscription,
	rules: TranscriptionRules,
	heard: readonly HeardPiece[],
): string[] {
	const spoken = heard.filter(({ reply }) => reply.text !== '');
	if (rules.format === 'json' || spoken.length === 0) return [];
	if (spoken.some(({ reply }) => !reply.segments)) {
		return timestamps === 'none' && !diarize
			? []
			: ['The service told no times: what was said in one upload is one segment.'];
	}
	const expectsWords = timestamps === 'word' && rules.tellsWords && task === 'transcribe';
	const lacksWords = expectsWords && spoken.some(({ reply }) => !reply.hasWords);
	return lacksWords ? ['The service told the times of sentences only, not of words.'] : [];
}

function describeCuts({ pieces }: AudioPieces): string[] {
	const places = pieces.filter(({ endsInSound }) => endsInSound);
	if (places.length === 0) return [];
	const times = places.map(({ endSeconds }) => toClock(endSeconds)).join(', ');
	return [
		`The recording was too long for one upload and has no pause where it had to be cut (${times}): a word may be damaged there.`,
	];
}

function describeSpeakers(heard: readonly HeardPiece[]): string[] {
	const isTold = heard.some(({ reply }) => reply.segments?.some(({ speaker }) => speaker));
	if (!isTold || heard.length < 2) return [];
	return [
		`The recording went up in ${heard.length} parts, and the service names the speakers anew in each: "A (part 2)" need not be the "A" of the first part.`,
	];
}
