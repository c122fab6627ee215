import {
	LANGUAGE_CODES,
	toLanguageCode,
} from '../../../../lib/hosted/transcription/language-codes';
import { readReply } from '../../../../lib/hosted/transcription/reply';
import whisper from '../../../fixtures/models/whisper-micro/generation_config.json';
import { languageName, languageOptions } from '../../../../nodes/Transcribe/languages';

const service = { provider: 'openAi' as const, fetch, timeoutMs: 1000, maximumRetries: 0 };
const read = (reply: unknown) => readReply(reply, service);

describe('a reply', () => {
	it('in plain JSON, billed by tokens, with how sure the model is', () => {
		const usage = { type: 'tokens', input_tokens: 30, output_tokens: 5, total_tokens: 35 };
		const logprobs = [
			{ token: 'a', logprob: -0.25 },
			{ token: 'b', logprob: -0.75 },
		];
		expect(read({ text: ' Hello. ', usage, logprobs })).toEqual({
			text: 'Hello.',
			hasWords: false,
			avgLogprob: -0.5,
			usage: { inputTokens: 30, outputTokens: 5 },
		});
	});

	it('in verbose JSON, with words beside the sentences', () => {
		const told = read({
			task: 'transcribe',
			language: 'english',
			duration: 3.2,
			text: 'Hi there. You?',
			segments: [
				{
					...{ id: 0, seek: 0, start: 0, end: 1.5, text: ' Hi there.', tokens: [50364] },
					...{ temperature: 0, avg_logprob: -0.2, compression_ratio: 1.1, no_speech_prob: 0.01 },
				},
				{ id: 1, start: 1.5, end: 3.2, text: ' You?' },
			],
			words: [
				{ word: 'Hi', start: 0, end: 0.4 },
				{ word: 'there', start: 0.4, end: 1.5 },
				{ word: 'You', start: 1.6, end: 3 },
			],
			usage: { type: 'duration', seconds: 4 },
		});
		expect(told).toEqual({
			text: 'Hi there. You?',
			language: 'en',
			hasWords: true,
			usage: { audioSeconds: 4 },
			segments: [
				{
					...{ start: 0, end: 1.5, text: ' Hi there.' },
					...{ avgLogprob: -0.2, noSpeechProb: 0.01, compressionRatio: 1.1, temperature: 0 },
					words: [
						{ word: ' Hi', start: 0, end: 0.4 },
						{ word: ' there.', start: 0.4, end: 1.5 },
					],
				},
				{
					...{ start: 1.5, end: 3.2, text: ' You?' },
					words: [{ word: ' You?', start: 1.6, end: 3 }],
				},
			],
		});
	});

	it('of vLLM: numbers as text, and null for what it does not know', () => {
		const told = read({
			language: 'en',
			duration: '3.25',
			text: 'Hi.',
			segments: [
				{ id: 0, start: 0, end: '3.25', text: 'Hi.', no_speech_prob: null, avg_logprob: -0.3 },
			],
			words: null,
		});
		expect(told).toEqual({
			...{ text: 'Hi.', language: 'en', hasWords: false, usage: { audioSeconds: 3.25 } },
			segments: [{ start: 0, end: 3.25, text: 'Hi.', avgLogprob: -0.3 }],
		});
	});

	it('with speakers', () => {
		const segments = [
			{ type: 'transcript.text.segment', id: 'seg_0', start: 0, end: 1, text: 'Hi.', speaker: 'A' },
			{
				type: 'transcript.text.segment',
				id: 'seg_1',
				start: 1,
				end: 2,
				text: 'Yes?',
				speaker: 'B',
			},
		];
		const told = read({ task: 'transcribe', duration: 2, text: 'Hi. Yes?', segments });
		expect(told.segments).toEqual([
			{ start: 0, end: 1, text: 'Hi.', speaker: 'A' },
			{ start: 1, end: 2, text: 'Yes?', speaker: 'B' },
		]);
	});

	it('of gpt-transcribe, which lists languages', () => {
		expect(read({ text: 'Salut.', languages: [{ code: 'fr' }, { code: 'en' }] }).language).toBe(
			'fr',
		);
		expect(read({ text: '', languages: [] }).language).toBeUndefined();
	});

	it('of a server with words inside the sentences', () => {
		const words = [{ word: ' Hi.', start: 0, end: 1, probability: 0.5 }];
		const told = read({ text: 'Hi.', segments: [{ start: 0, end: 1, text: ' Hi.', words }] });
		expect(told).toMatchObject({ hasWords: true, segments: [{ words }] });
	});

	it('of mere text', () => {
		expect(read('Hello.\n')).toEqual({ text: 'Hello.', hasWords: false, usage: {} });
	});

	it('without times has none: a list of nothing says nothing of a text', () => {
		expect(read({ text: 'Hi.', segments: [] }).segments).toBeUndefined();
		expect(read({ text: 'Hi.', segments: 'odd' }).segments).toBeUndefined();
		expect(read({ text: '', segments: [] }).segments).toEqual([]);
	});

	it.each([
		[''],
		['<html><title>Sign in</title></html>'],
		[{ error: 'odd' }],
		[[1]],
		[null],
		[{ text: 5 }],
	])('that is none is a coded error: %j', (reply) => {
		expect(() => read(reply)).toThrow(
			expect.objectContaining({ code: 'SERVICE_REPLY_UNREADABLE', errorClass: 'service' }),
		);
	});
});

describe("a language's code", () => {
	it.each([
		['english', 'en'],
		['French', 'fr'],
		['haitian creole', 'ht'],
		['haitian', 'ht'],
		['burmese', 'my'],
		['mandarin', 'zh'],
		['cantonese', 'yue'],
		['bengali', 'bn'],
		['tagalog', 'tl'],
		['maori', 'mi'],
		['nynorsk', 'nn'],
		['en', 'en'],
		['en-US', 'en'],
		['yue', 'yue'],
	])('of %s is %s', (name, code) => expect(toLanguageCode(name)).toBe(code));

	it.each([['klingonese'], [''], [null], [5]])('of %j is not known', (name) =>
		expect(toLanguageCode(name)).toBeUndefined(),
	);

	it('of all that Whisper knows is one, and those of its third version with them', () => {
		const marked = Object.keys(whisper.lang_to_id).map((mark) => mark.slice(2, -2));
		expect([...LANGUAGE_CODES].sort()).toEqual([...marked, 'yue'].sort());
	});

	it.each(languageOptions.map(({ value }) => String(value)))(
		'is found by the name of %s',
		(code) => {
			expect(toLanguageCode(languageName(code))).toBe(code);
		},
	);
});
