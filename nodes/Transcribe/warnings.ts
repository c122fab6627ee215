import type { Segment, Transcript } from '../../lib/whisper/types';
import type { TranscribeOptions } from './options';

/** Whisper's own mark of a text that it does not trust: mean log-probability of the tokens. */
const UNSURE_LOGPROB = -1;

/** What the user should know of the result of a file, in sentences. */
export function warningsFor(
	fileName: string,
	{ timestamps }: Pick<TranscribeOptions, 'timestamps'>,
	{ warnings, hasWordTimes, segments }: Transcript,
): string[] {
	const all = [...warnings];
	if (segments.length === 0) {
		all.push(`No speech was found in "${fileName}".`);
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
