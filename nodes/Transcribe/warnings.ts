import type { HostedTranscript } from '../../lib/hosted/transcription/types';
import type { Segment, Transcript } from '../../lib/whisper/types';
import type { TranscribeOptions } from './options';

/** Whisper's own mark of a text that it does not trust: mean log-probability of the tokens. */
const UNSURE_LOGPROB = -1;

/** What the user should know of what Whisper made of a file here, in sentences. */
export function warningsFor(
	fileName: string,
	{ timestamps }: Pick<TranscribeOptions, 'timestamps'>,
	{ warnings, hasWordTimes, segments }: Transcript,
): string[] {
	const all = [...warnings];
	if (segments.length === 0) {
		all.push(noSpeechIn(fileName));
	} else if (meanLogprob(segments) < UNSURE_LOGPROB) {
		all.push(
			`The text of "${fileName}" is mostly guesswork. If the recording is not in English, choose a Model of 99 languages; if it is, choose a larger one.`,
		);
	}
	if (timestamps === 'word' && segments.length > 0 && !hasWordTimes) {
		all.push(
			'This model gives no word times: it does not tell where it listens. Choose one from the list of models.',
		);
	}
	return all;
}

/** The same of what a service made of a file; it does not always tell how sure it is. */
export const hostedWarnings = (
	fileName: string,
	{ warnings, text }: Pick<HostedTranscript, 'warnings' | 'text'>,
): string[] => (text.trim() === '' ? [...warnings, noSpeechIn(fileName)] : warnings);

const noSpeechIn = (fileName: string) => `No speech was found in "${fileName}".`;

/** Weighed by duration: one odd passage does not spoil an hour. */
function meanLogprob(segments: Segment[]): number {
	let sum = 0;
	let seconds = 0;
	for (const { start, end, avgLogprob } of segments) {
		sum += avgLogprob * (end - start);
		seconds += end - start;
	}
	return seconds > 0 ? sum / seconds : 0;
}
