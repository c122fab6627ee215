import { buildPrompt, startSequence } from '../../../lib/whisper/prompt';
import { toyConfig, toyTokens } from './support';

const { startOfTranscript, startOfPrevious, noTimestamps, transcribe, translate } = toyTokens;
const choice = {
	language: 'xx',
	task: 'transcribe' as const,
	withTimestamps: true,
	previous: [] as number[],
};

describe('buildPrompt', () => {
	it('names language and task', () => {
		expect(buildPrompt(toyConfig, choice)).toEqual([startOfTranscript, 16, transcribe]);
		expect(buildPrompt(toyConfig, { ...choice, task: 'translate' })).toContain(translate);
	});

	it('says when no time stamps are wanted', () => {
		expect(buildPrompt(toyConfig, { ...choice, withTimestamps: false }).at(-1)).toBe(noTimestamps);
	});

	it('puts the last of earlier text before: less than half of what the decoder takes', () => {
		const previous = Array.from({ length: 30 }, (_, i) => i % 10);
		const prompt = buildPrompt(toyConfig, { ...choice, previous });
		const kept = previous.slice(-9);
		expect(prompt).toEqual([startOfPrevious, ...kept, startOfTranscript, 16, transcribe]);
	});
});

it('an English-only model has no token for language and task', () => {
	const tokens = { ...toyTokens, languages: new Map(), transcribe: undefined };
	expect(startSequence(tokens, { language: 'en', task: 'transcribe' })).toEqual([
		startOfTranscript,
	]);
});
