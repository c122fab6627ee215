import { describeLacks, makeForm } from '../../../../lib/hosted/transcription/form';
import { rulesFor } from '../../../../lib/hosted/transcription/rules';

const asked = {
	task: 'transcribe' as const,
	language: 'fr',
	prompt: 'Zyxel',
	temperature: 0.3,
	timestamps: 'word' as const,
	diarize: true,
};

const formOf = (model: string, choice: Partial<typeof asked> | object = {}, seconds = 60) =>
	makeForm(rulesFor(model), { ...asked, ...choice }, seconds);
const lacksOf = (model: string, choice: object = {}) =>
	describeLacks(rulesFor(model), { ...asked, model, ...choice }).join('\n');

describe('what a model is sent', () => {
	const common = { language: 'fr', prompt: 'Zyxel', temperature: 0.3 };

	it.each([
		'whisper-1',
		'openai/whisper-1',
		'whisper-large-v3',
		'whisper-large-v3-turbo',
		'Systran/faster-whisper-small',
		'openai/whisper-large-v3',
		'deepdml/faster-whisper-large-v3-turbo-ct2',
	])('%s: the rich reply with times of words', (model) => {
		expect(formOf(model)).toEqual({
			...common,
			response_format: 'verbose_json',
			timestamp_granularities: ['word', 'segment'],
		});
		expect(formOf(model, { timestamps: 'segment' }).timestamp_granularities).toEqual(['segment']);
		expect(formOf(model, { timestamps: 'none' })).not.toHaveProperty('timestamp_granularities');
	});

	it.each([
		'gpt-4o-transcribe',
		'gpt-4o-mini-transcribe',
		'gpt-4o-mini-transcribe-2025-12-15',
		'openai/gpt-4o-transcribe',
	])('%s: plain JSON, with how sure it is', (model) => {
		expect(formOf(model)).toEqual({ ...common, response_format: 'json', include: ['logprobs'] });
		expect(rulesFor(model).maximumSeconds).toBe(1380);
	});

	it('gpt-4o-transcribe-diarize: no prompt, and how to divide above 30 s', () => {
		const form = { response_format: 'diarized_json', language: 'fr', temperature: 0.3 };
		expect(formOf('gpt-4o-transcribe-diarize', {}, 30)).toEqual(form);
		expect(formOf('gpt-4o-transcribe-diarize', {}, 30.1)).toEqual({
			...form,
			chunking_strategy: 'auto',
		});
	});

	it('gpt-transcribe: a list of languages, no temperature', () => {
		expect(formOf('gpt-transcribe')).toEqual({
			response_format: 'json',
			languages: ['fr'],
			prompt: 'Zyxel',
		});
	});

	it('a model that nobody knows: what every server takes', () => {
		expect(formOf('mistralai/Voxtral-Mini-3B-2507')).toEqual({
			...common,
			response_format: 'json',
		});
		expect(rulesFor('mistralai/Voxtral-Mini-3B-2507').maximumSeconds).toBeUndefined();
	});

	it('no temperature of zero, and nothing that was not asked for', () => {
		const least = { language: undefined, prompt: undefined, temperature: 0, timestamps: 'none' };
		expect(formOf('whisper-1', least)).toEqual({ response_format: 'verbose_json' });
	});

	it('for a translation, neither language nor kinds of times', () => {
		expect(formOf('whisper-1', { task: 'translate' })).toEqual({
			response_format: 'verbose_json',
			prompt: 'Zyxel',
			temperature: 0.3,
		});
	});
});

describe('who translates', () => {
	it.each(['whisper-1', 'whisper-large-v3', 'Systran/faster-whisper-medium', 'some-model'])(
		'%s may',
		(model) => expect(rulesFor(model).mayTranslate).toBe(true),
	);

	it.each([
		'gpt-4o-transcribe',
		'gpt-4o-transcribe-diarize',
		'gpt-transcribe',
		'whisper-large-v3-turbo',
		'Systran/faster-whisper-tiny.en',
		'distil-whisper/distil-large-v3',
	])('%s does not', (model) => expect(rulesFor(model).mayTranslate).toBe(false));
});

describe('what a model lacks is said', () => {
	it('once for each thing that was asked for', () => {
		expect(lacksOf('whisper-1').split('\n')).toEqual([
			expect.stringContaining('"whisper-1" does not tell speakers apart'),
		]);
		expect(lacksOf('gpt-4o-transcribe').split('\n')).toEqual([
			expect.stringContaining('tells no times'),
			expect.stringContaining('does not tell speakers apart'),
		]);
		expect(lacksOf('gpt-4o-transcribe-diarize').split('\n')).toEqual([
			expect.stringContaining('the times of sentences only'),
			expect.stringContaining('takes no prompt'),
		]);
		expect(lacksOf('gpt-transcribe')).toContain('takes no temperature');
		expect(lacksOf('whisper-1', { task: 'translate' })).toContain('In translations');
		expect(lacksOf('whisper-1', { task: 'translate' })).toContain('was not sent');
	});

	it('not at all where nothing is lacking', () => {
		const least = { prompt: undefined, temperature: 0, timestamps: 'none', diarize: false };
		for (const model of ['whisper-1', 'gpt-4o-transcribe', 'gpt-transcribe', 'some-model']) {
			expect(lacksOf(model, least)).toBe('');
		}
	});
});
