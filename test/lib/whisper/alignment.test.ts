/** @jest-environment ./test/lib/whisper/onnx-environment.js */
import { alignWords } from '../../../lib/whisper/alignment';
import { loadWhisper, type WhisperModel } from '../../../lib/whisper/model';
import { firstWindow, makeContext, tiny } from './support';

let model: WhisperModel;
beforeAll(async () => {
	model = await loadWhisper(await makeContext(), tiny);
});
afterAll(() => model.network.release());

const ENGLISH = { language: 'en', task: 'transcribe' as const };

describe('alignWords', () => {
	it('finds each word where it is said', async () => {
		const states = await model.network.encode(
			model.logMel(await firstWindow('jfk.flac', model.config)),
		);
		const text =
			' And so my fellow Americans ask not what your country can do for you ask what you can do for your country';
		const tokens = model.tokenizer.encode(text);
		const words = await alignWords(model, states, tokens, 11, ENGLISH);
		expect(words.map(({ word }) => word).join('')).toBe(text);
		const times = words.flatMap(({ start, end }) => [start, end]);
		expect(times).toEqual([...times].sort((a, b) => a - b));
		const asks = words.filter(({ word }) => word === ' ask');
		// Kennedy pauses before the first, and before the second.
		expect(asks[0].end).toBeGreaterThan(3);
		expect(asks[0].end).toBeLessThan(4.2);
		expect(asks[1].end).toBeGreaterThan(7.8);
		expect(asks[1].end).toBeLessThan(8.8);
		expect(words.at(-1)!.end).toBeLessThanOrEqual(11);

		const japanese = { language: 'ja', task: 'translate' as const };
		const translated = await alignWords(model, states, tokens, 11, japanese);
		expect(translated.map(({ word }) => word)).toEqual(words.map(({ word }) => word));
	});

	it('gives nothing for no text', async () => {
		const states = await model.network.encode(model.logMel(new Float32Array(16000)));
		expect(await alignWords(model, states, [], 1, ENGLISH)).toEqual([]);
	});
});
