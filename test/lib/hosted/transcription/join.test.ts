import {
	joinLanguages,
	joinSegments,
	joinTexts,
	joinUsage,
	type HeardPiece,
} from '../../../../lib/hosted/transcription/join';
import type { PieceReply } from '../../../../lib/hosted/transcription/reply';

function piece(startSeconds: number, endSeconds: number, reply: Partial<PieceReply>): HeardPiece {
	return {
		piece: {
			...{ file: '', format: 'flac', sizeBytes: 1, endsInSound: false },
			...{ startSeconds, endSeconds },
		},
		reply: { text: 'x', hasWords: false, usage: {}, ...reply },
	};
}

describe('joined pieces', () => {
	it('have one text, spaced as the language is', () => {
		expect(joinTexts(['Hello.', '', 'You there?', 'Yes.'])).toBe('Hello. You there? Yes.');
		expect(joinTexts(['你好。', '世界。'])).toBe('你好。世界。');
		expect(joinTexts(['안녕하세요.', '네.'])).toBe('안녕하세요. 네.');
		expect(joinTexts(['', ''])).toBe('');
	});

	it('have the times of the whole, new numbers, and no end behind the sound', () => {
		const words = [{ word: ' b', start: 1, end: 31 }];
		const heard = [
			piece(0, 10.5, { segments: [{ start: 0, end: 9, text: ' a' }] }),
			piece(10.5, 20, { segments: [{ start: 0.5, end: 30, text: ' b', words }] }),
		];
		expect(joinSegments(heard, { withSpeakers: false })).toEqual([
			{ id: 0, start: 0, end: 9, text: ' a' },
			{ id: 1, start: 11, end: 20, text: ' b', words: [{ word: ' b', start: 11.5, end: 20 }] },
		]);
	});

	it('are one segment each where the model tells no times', () => {
		const heard = [
			piece(0, 10, { text: 'a', avgLogprob: -0.5 }),
			piece(10, 20, { text: '' }),
			piece(20, 25, { text: 'b' }),
		];
		expect(joinSegments(heard, { withSpeakers: false })).toEqual([
			{ id: 0, start: 0, end: 10, text: 'a', avgLogprob: -0.5 },
			{ id: 1, start: 20, end: 25, text: 'b' },
		]);
	});

	it('do not mix up speakers, and name them only when asked', () => {
		const segments = ['A', 'B'].map((speaker, n) => ({ start: n, end: n + 1, text: 'x', speaker }));
		const heard = [piece(0, 10, { segments }), piece(10, 20, { segments })];
		const speakers = (withSpeakers: boolean) =>
			joinSegments(heard, { withSpeakers }).map(({ speaker }) => speaker);
		expect(speakers(true)).toEqual(['A', 'B', 'A (part 2)', 'B (part 2)']);
		expect(speakers(false)).toEqual([undefined, undefined, undefined, undefined]);
	});

	it('cost what all of them cost', () => {
		const heard = [
			piece(0, 10, { usage: { inputTokens: 5, outputTokens: 1, audioSeconds: 11 } }),
			piece(10, 22.5, { usage: { inputTokens: 6, outputTokens: 2 } }),
		];
		expect(joinUsage(heard)).toEqual({ inputTokens: 11, outputTokens: 3, audioSeconds: 23.5 });
	});

	it('speak the language in which most was said', () => {
		const heard = [
			piece(0, 10, { language: 'en' }),
			piece(10, 90, { language: 'nn', text: '' }),
			piece(90, 110, { language: 'fr' }),
			piece(110, 115, { language: 'en' }),
		];
		expect(joinLanguages(heard)).toBe('fr');
		expect(joinLanguages([piece(0, 1, { language: 'en', text: '' })])).toBe('en');
		expect(joinLanguages([piece(0, 1, {})])).toBeUndefined();
	});
});
