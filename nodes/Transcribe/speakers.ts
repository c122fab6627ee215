import type { SpokenText } from '../../lib/whisper/subtitles';
import type { Heard } from './listening';

/** A segment as subtitles and text files tell it: with its speaker before it (`A: Hello`) where one was told apart. */
export function withSpeaker({ speaker, ...segment }: Heard['segments'][number]): SpokenText {
	const { text, words } = segment;
	if (speaker === undefined) return segment;
	const [first, ...others] = words ?? [];
	return {
		...segment,
		text: named(speaker, text),
		...(first && { words: [{ ...first, word: named(speaker, first.word) }, ...others] }),
	};
}

const named = (speaker: string, text: string) => ` ${speaker}: ${text.trimStart()}`;
