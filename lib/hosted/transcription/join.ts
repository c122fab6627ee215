import type { AudioPiece } from '../../media/pieces/types';
import type { HostedUsage } from '../types';
import type { PieceReply, PieceSegment } from './reply';
import type { HostedSegment, HostedWord } from './types';

/** A piece and what the service heard in it. */
export interface HeardPiece {
	piece: AudioPiece;
	reply: PieceReply;
}

/** Scripts that are written without spaces between words. */
const WITHOUT_SPACES =
	/[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}\u3001\u3002\uff01\uff0c\uff1f]/u;

/** The pieces' texts as one. Pieces do not overlap, so nothing is doubled or lost where they meet. */
export function joinTexts(texts: readonly string[]): string {
	return texts
		.filter((text) => text !== '')
		.reduce((joined, text) => {
			const isClose =
				WITHOUT_SPACES.test(joined.slice(-1)) && WITHOUT_SPACES.test(text.slice(0, 1));
			return joined === '' ? text : joined + (isClose ? '' : ' ') + text;
		}, '');
}

/** The pieces' segments in one row, their times those of the whole recording. A piece without times is one segment. */
export function joinSegments(
	heard: readonly HeardPiece[],
	{ withSpeakers }: { withSpeakers: boolean },
): HostedSegment[] {
	const segments = heard.flatMap(({ piece, reply }, index) =>
		segmentsOf(piece, reply).map((segment) => {
			const { speaker, ...rest } = moveTo(piece, segment);
			return withSpeakers && speaker ? { ...rest, speaker: labelIn(index, speaker) } : rest;
		}),
	);
	return segments.map((segment, id) => ({ id, ...segment }));
}

/** What all pieces consumed; the recording's own length where the service does not tell what it counts. */
export function joinUsage(heard: readonly HeardPiece[]): HostedUsage {
	const usages = heard.map(({ piece, reply }) => ({
		audioSeconds: piece.endSeconds - piece.startSeconds,
		...reply.usage,
	}));
	const sum: HostedUsage = {};
	for (const usage of usages) {
		for (const [name, value] of Object.entries(usage) as Array<[keyof HostedUsage, number]>) {
			sum[name] = (sum[name] ?? 0) + value;
		}
	}
	return sum;
}

/** The language in which most was said. */
export function joinLanguages(heard: readonly HeardPiece[]): string | undefined {
	const seconds = new Map<string, number>();
	for (const { piece, reply } of heard) {
		if (!reply.language || reply.text === '') continue;
		const before = seconds.get(reply.language) ?? 0;
		seconds.set(reply.language, before + piece.endSeconds - piece.startSeconds);
	}
	const [most] = [...seconds].sort(([, one], [, other]) => other - one);
	return most?.[0] ?? heard.find(({ reply }) => reply.language)?.reply.language;
}

function segmentsOf(piece: AudioPiece, reply: PieceReply): PieceSegment[] {
	if (reply.segments) return reply.segments;
	if (reply.text === '') return [];
	const { text, avgLogprob } = reply;
	const end = piece.endSeconds - piece.startSeconds;
	return [{ start: 0, end, text, ...(avgLogprob === undefined ? {} : { avgLogprob }) }];
}

/** Models sometimes end a sentence behind the end of the sound. */
function moveTo(piece: AudioPiece, segment: PieceSegment): PieceSegment {
	const move = <Times extends Pick<HostedWord, 'start' | 'end'>>(times: Times): Times => ({
		...times,
		start: Math.min(piece.startSeconds + Math.max(times.start, 0), piece.endSeconds),
		end: Math.min(piece.startSeconds + Math.max(times.end, 0), piece.endSeconds),
	});
	const moved = move(segment);
	return moved.words ? { ...moved, words: moved.words.map(move) } : moved;
}

/** Each piece begins its letters anew: `A` of the second is not `A` of the first. */
function labelIn(index: number, speaker: string): string {
	return index === 0 ? speaker : `${speaker} (part ${index + 1})`;
}
