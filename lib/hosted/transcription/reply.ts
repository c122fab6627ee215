import { isJsonObject, type JsonObject } from '../../json-object';
import { describeReply } from '../describe-reply';
import { unreadable } from '../service-error';
import type { HostedUsage, Service } from '../types';
import { openAiUsage, type OpenAiUsage } from '../usage';
import { withoutGaps } from '../without-gaps';
import { toLanguageCode } from './language-codes';
import { placeWords } from './place-words';
import type { HostedSegment, HostedWord } from './types';

export type PieceSegment = Omit<HostedSegment, 'id'>;

/** What a service heard in one piece. Times from the piece's start. */
export interface PieceReply {
	text: string;
	/** ISO code. */
	language?: string;
	/** Absent: the service told no times. */
	segments?: PieceSegment[];
	hasWords: boolean;
	/** Mean over the piece's tokens, where it is told for the whole. */
	avgLogprob?: number;
	usage: HostedUsage;
}

/** Reads a reply of any format: JSON of the plain, verbose or diarized kind, or mere text. */
export function readReply(reply: unknown, service: Service): PieceReply {
	if (isPlainText(reply)) return { text: reply.trim(), hasWords: false, usage: {} };
	if (!isJsonObject(reply) || typeof reply.text !== 'string') {
		throw unreadable(service, describeReply(reply));
	}
	const segments = readList(reply.segments, readSegment);
	const words = readList(reply.words, readWord) ?? [];
	const timed = segments && (words.length > 0 ? placeWords(segments, words) : segments);
	return withoutGaps({
		text: reply.text.trim(),
		language: toLanguageCode(reply.language) ?? readLanguages(reply.languages),
		// A reply of words without sentences, and of sentences that were not made, tells no times.
		segments: timed?.length || reply.text.trim() === '' ? timed : undefined,
		hasWords: Boolean(timed?.some((segment) => segment.words?.length)),
		avgLogprob: readLogprobs(reply.logprobs),
		usage: readUsage(reply),
	});
}

/** Some servers know no other format. A web page is no transcript, nor is nothing. */
function isPlainText(reply: unknown): reply is string {
	return typeof reply === 'string' && reply !== '' && !/^\s*</.test(reply);
}

/** Undefined where there is no list, or one of something else. */
function readList<T>(list: unknown, read: (entry: JsonObject) => T | undefined): T[] | undefined {
	if (!Array.isArray(list)) return undefined;
	return list.filter(isJsonObject).flatMap((entry) => read(entry) ?? []);
}

function readSegment(entry: JsonObject): PieceSegment | undefined {
	const times = readTimes(entry);
	if (!times || typeof entry.text !== 'string') return undefined;
	const words = readList(entry.words, readWord);
	return withoutGaps({
		...times,
		text: entry.text,
		speaker: typeof entry.speaker === 'string' && entry.speaker !== '' ? entry.speaker : undefined,
		words: words?.length ? words : undefined,
		avgLogprob: toNumber(entry.avg_logprob),
		noSpeechProb: toNumber(entry.no_speech_prob),
		compressionRatio: toNumber(entry.compression_ratio),
		temperature: toNumber(entry.temperature),
	});
}

function readWord(entry: JsonObject): HostedWord | undefined {
	const times = readTimes(entry);
	if (!times || typeof entry.word !== 'string') return undefined;
	return withoutGaps({ word: entry.word, ...times, probability: toNumber(entry.probability) });
}

function readTimes(entry: JsonObject): { start: number; end: number } | undefined {
	const [start, end] = [toNumber(entry.start), toNumber(entry.end)];
	if (start === undefined || end === undefined) return undefined;
	return { start, end: Math.max(start, end) };
}

function readLanguages(list: unknown): string | undefined {
	const [first] = readList(list, ({ code }) => toLanguageCode(code)) ?? [];
	return first;
}

function readLogprobs(list: unknown): number | undefined {
	const values = readList(list, ({ logprob }) => toNumber(logprob)) ?? [];
	if (values.length === 0) return undefined;
	return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** What the service bills, else how long it says the sound is. */
function readUsage({ usage, duration }: JsonObject): HostedUsage {
	const told = openAiUsage(isJsonObject(usage) ? (usage as OpenAiUsage) : undefined);
	return withoutGaps({ audioSeconds: toNumber(duration), ...told });
}

/** vLLM writes some numbers as text, and null for those it does not know. */
function toNumber(value: unknown): number | undefined {
	const isTold = typeof value === 'number' || (typeof value === 'string' && value.trim() !== '');
	const number = isTold ? Number(value) : NaN;
	return Number.isFinite(number) ? number : undefined;
}
