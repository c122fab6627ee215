import { runTask, shutdownEngines } from '../../../lib/inference/pool';
import type { ResolvedModel } from '../../../lib/models/types';
import type { LanguageGuess, Transcript, WhisperRequest } from '../../../lib/whisper/types';
import { audio, micro, tiny } from './support';

const FILES = [
	'french.wav',
	'german.wav',
	'hotwords.mp3',
	'jfk.flac',
	'long.flac',
	'noise_only.wav',
	'quilter.wav',
	'stereo.wav',
	'two_speakers.wav',
];
const taskModule = require.resolve('../../../lib/whisper/task');

afterAll(() => shutdownEngines());

async function run<Result = Transcript>(
	file: string,
	choice: Partial<WhisperRequest> = {},
	model: ResolvedModel = tiny,
	signal?: AbortSignal,
): Promise<Result> {
	const request: WhisperRequest = {
		audioPath: audio(file),
		channel: 'mix',
		task: 'transcribe',
		timestamps: 'word',
		vad: true,
		temperature: 0,
		beamSize: 1,
		...choice,
	};
	const engine = { modelId: model.id, device: 'cpu' as const };
	const { output } = await runTask<object, Result>({
		...{ engine, taskModule, signal },
		input: { model, request },
	});
	return output;
}

const words = ({ segments }: Transcript) => segments.flatMap((segment) => segment.words ?? []);

describe('the included model', () => {
	it('writes down what Kennedy said, with the time of each word', async () => {
		const told = await run('jfk.flac');
		expect(told.text).toMatch(/^And so,? my fellow Americans,? ask not what your country can do/);
		expect(told).toMatchObject({
			language: 'en',
			languageProbability: 1,
			duration: 11,
			warnings: [],
		});
		expect(words(told)).toHaveLength(22);
		expect(words(told).every(({ probability }) => probability > 0 && probability <= 1)).toBe(true);
	});

	it('makes nothing of noise when silence is skipped', async () => {
		expect(await run('noise_only.wav')).toMatchObject({ text: '', segments: [], speechSeconds: 0 });
	});

	it('hears one speaker a channel', async () => {
		const [left, right] = await Promise.all(
			[0, 1].map((channel) => run('stereo.wav', { channel })),
		);
		expect(left.text).not.toBe('');
		expect(right.text).not.toBe('');
		expect(left.text).not.toBe(right.text);
	});

	it('searches with beams too', async () => {
		expect((await run('quilter.wav', { beamSize: 3 })).text).toContain('apostle of the middle');
	});

	it.each([
		[{ task: 'translate' as const }, 'ENGLISH_ONLY_TRANSLATE'],
		[{ task: 'detectLanguage' as const }, 'ENGLISH_ONLY_DETECT'],
		[{ language: 'fr' }, 'ENGLISH_ONLY_LANGUAGE'],
	])('refuses %j', async (choice, code) => {
		await expect(run('quilter.wav', choice)).rejects.toMatchObject({ code });
	});

	it('stops when it is cancelled', async () => {
		const controller = new AbortController();
		const running = run('long.flac', {}, tiny, controller.signal);
		setTimeout(() => controller.abort(), 500);
		await expect(running).rejects.toMatchObject({ code: 'CANCELLED' });
	});
});

describe('every recording', () => {
	it.each(FILES.flatMap((file) => [true, false].map((vad) => [file, vad] as const)))(
		'%s (silence skipped: %s) has true times, and words that make its text',
		async (file, vad) => {
			const told = await run(file, { vad });
			const { segments, duration, text, speechSeconds } = told;
			expect(text).toBe(
				segments
					.map((segment) => segment.text)
					.join('')
					.trim(),
			);
			expect(speechSeconds).toBeLessThanOrEqual(duration + 0.001);
			const times = segments.flatMap((segment) => [
				segment.start,
				...segment.words!.flatMap(({ start, end }) => [start, end]),
				segment.end,
			]);
			expect([0, ...times, duration]).toEqual([0, ...times, duration].sort((a, b) => a - b));
			expect(
				words(told)
					.map(({ word }) => word)
					.join('')
					.trim(),
			).toBe(text);
			expect(segments.map(({ id }) => id)).toEqual([...segments.keys()]);
		},
	);
});

describe('a multilingual model', () => {
	it('ranks the languages it knows', async () => {
		const choice = { task: 'detectLanguage' as const };
		const guess = await run<LanguageGuess>('french.wav', choice, micro);
		const probabilities = guess.candidates.map(({ probability }) => probability);
		expect(guess.candidates[0]).toMatchObject({ language: guess.language });
		expect(probabilities).toHaveLength(5);
		expect(probabilities).toEqual([...probabilities].sort((a, b) => b - a));
		expect(guess.duration).toBeCloseTo(6.67, 1);
	});

	it('translates', async () => {
		const told = await run('french.wav', { task: 'translate', language: 'fr' }, micro);
		expect(told).toMatchObject({ language: 'fr', languageProbability: 1, warnings: [] });
		expect(told.outputTokens).toBeGreaterThan(0);
		expect(words(told).length).toBeGreaterThan(0);
	});

	it('cannot tell the language of noise', async () => {
		const choice = { task: 'detectLanguage' as const };
		await expect(run('noise_only.wav', choice, micro)).rejects.toMatchObject({ code: 'NO_SPEECH' });
	});

	it('refuses a language it does not know', async () => {
		await expect(run('french.wav', { language: 'xx' }, micro)).rejects.toMatchObject({
			code: 'LANGUAGE_UNKNOWN',
		});
	});
});
