import type { Service } from '../../../../lib/hosted/types';
import { KEY, recording, useServers } from './support';

/** What the fake claims, asked of the service itself: only where the environment has a key. */
const { OPENAI_API_KEY, OPENAI_BASE_URL, OPENAI_TRANSCRIPTION_TEST_MODEL } = process.env;
const live = OPENAI_API_KEY ? it : it.skip;
const named = (name: string) => (OPENAI_API_KEY ? name : `${name} (OPENAI_API_KEY is missing)`);
const MODELS = OPENAI_TRANSCRIPTION_TEST_MODEL?.split(',') ?? [
	...['whisper-1', 'gpt-4o-mini-transcribe', 'gpt-4o-transcribe-diarize', 'gpt-transcribe'],
];

const { start, transcribe } = useServers();

describe('the openAi service itself', () => {
	for (const model of MODELS) {
		live(named(`writes down what Kennedy said: ${model}`), async () => {
			const service: Partial<Service> = {
				...{ baseUrl: OPENAI_BASE_URL, apiKey: OPENAI_API_KEY, maximumRetries: 2 },
			};
			const request = { model, language: 'en', timestamps: 'word', diarize: true } as const;
			const told = await transcribe(await start(), { ...request, service });
			expect(told.text).toMatch(/ask not what your country can do for you/i);
			expect(told.duration).toBe(11);
			expect(told.usage.audioSeconds).toBeGreaterThan(10);
			expect(told.segments.at(-1)!.end).toBeLessThanOrEqual(11);
			expect(told.warnings.join()).not.toContain(OPENAI_API_KEY ?? KEY);
		});

		live(named(`joins pieces: ${model}`), async () => {
			const service: Partial<Service> = { baseUrl: OPENAI_BASE_URL, apiKey: OPENAI_API_KEY };
			const audioPath = recording('long.flac');
			const request = { model, audioPath, maximumPieceSeconds: 60, service };
			const told = await transcribe(await start(), request);
			expect(told.pieces).toBe(2);
			expect(told.text.match(/Quilter/g)).toHaveLength(2);
		});
	}
});
