import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readWhisperConfig } from '../../../lib/whisper/config';
import { microFolder, tinyFolder } from './support';

type Json = Record<string, unknown>;

const folder = mkdtempSync(path.join(tmpdir(), 'whisper-config-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const FILES = [
	'config.json',
	'generation_config.json',
	'preprocessor_config.json',
	'tokenizer.json',
];

const originals = Object.fromEntries(
	FILES.map((file) => [
		file,
		JSON.parse(readFileSync(path.join(microFolder, file), 'utf8')) as Json,
	]),
);
const { added_tokens } = originals['tokenizer.json'];
// The rest of it, which is large, is not read here.
originals['tokenizer.json'] = { added_tokens };

/** A copy of the micro model's settings with changes; undefined takes a field out. */
function changed(changes: Record<string, Json>): string {
	const copy = mkdtempSync(path.join(folder, 'model-'));
	for (const file of FILES)
		writeFileSync(path.join(copy, file), JSON.stringify({ ...originals[file], ...changes[file] }));
	return copy;
}

describe('readWhisperConfig', () => {
	it('reads an English-only model', async () => {
		const config = await readWhisperConfig(tinyFolder);
		expect(config).toMatchObject({
			sampleRateHz: 16000,
			hopLength: 160,
			fftLength: 400,
			melBins: 80,
			windowSamples: 480000,
			windowFrames: 3000,
			encoderPositions: 1500,
			maximumTokens: 448,
			vocabularySize: 51864,
			decoderHeads: 6,
			headDimension: 64,
			isMultilingual: false,
		});
		expect(config.alignmentHeads).toHaveLength(8);
		expect(config.tokens).toMatchObject({
			endOfText: 50256,
			startOfTranscript: 50257,
			noTimestamps: 50362,
			timestampBegin: 50363,
			suppressedAtBegin: [220, 50256],
		});
		expect(config.tokens.languages.size).toBe(0);
	});

	it('reads a multilingual model', async () => {
		const { isMultilingual, tokens } = await readWhisperConfig(microFolder);
		expect(isMultilingual).toBe(true);
		expect(tokens.languages.size).toBe(99);
		expect(tokens.languages.get('fr')).toBe(50265);
		expect([tokens.transcribe, tokens.translate]).toEqual([50359, 50358]);
		const { startOfTranscript, startOfPrevious, noSpeech } = tokens;
		for (const id of [startOfTranscript, startOfPrevious, noSpeech, 50358, 50359])
			expect(tokens.suppressed).toContain(id);
	});

	it('takes every size from the files: a model shaped as large-v3-turbo', async () => {
		const config = await readWhisperConfig(
			changed({
				'config.json': {
					d_model: 1280,
					decoder_attention_heads: 20,
					decoder_layers: 4,
					vocab_size: 51866,
					num_mel_bins: 128,
				},
				'preprocessor_config.json': { feature_size: 128 },
				'generation_config.json': {
					alignment_heads: [
						[2, 4],
						[3, 19],
					],
				},
			}),
		);
		expect(config).toMatchObject({
			melBins: 128,
			vocabularySize: 51866,
			decoderHeads: 20,
			headDimension: 64,
			alignmentHeads: [
				[2, 4],
				[3, 19],
			],
		});
	});

	it.each([
		['names no heads', null],
		[
			'names heads of a larger model',
			[
				[1, 0],
				[25, 3],
			],
		],
	])('listens to the last half of the layers where the model %s', async (_, heads) => {
		const { alignmentHeads } = await readWhisperConfig(
			changed({ 'generation_config.json': { alignment_heads: heads } }),
		);
		expect(alignmentHeads).toEqual([
			[1, 0],
			[1, 1],
		]);
	});

	it('does without the optional fields', async () => {
		const { tokens } = await readWhisperConfig(
			changed({
				'generation_config.json': {
					suppress_tokens: null,
					begin_suppress_tokens: undefined,
					max_initial_timestamp_index: undefined,
				},
			}),
		);
		expect(tokens.suppressedAtBegin).toEqual([tokens.endOfText]);
		expect(tokens.maximumInitialTimestampIndex).toBe(50);
		expect(tokens.suppressed).toHaveLength(6);
	});

	it('finds languages and tasks of an older fine-tune in its tokenizer', async () => {
		const complete = await readWhisperConfig(changed({}));
		const older = await readWhisperConfig(
			changed({
				'generation_config.json': {
					is_multilingual: undefined,
					lang_to_id: undefined,
					task_to_id: undefined,
				},
			}),
		);
		expect(older.isMultilingual).toBe(true);
		expect([...older.tokens.languages].sort()).toEqual([...complete.tokens.languages].sort());
		expect(older.tokens).toMatchObject({
			transcribe: complete.tokens.transcribe,
			translate: complete.tokens.translate,
		});
	});

	it.each<[string, string, unknown]>([
		['config.json', 'd_model', undefined],
		['config.json', 'decoder_attention_heads', 5],
		['config.json', 'decoder_attention_heads', 0],
		['config.json', 'decoder_layers', 'two'],
		['config.json', 'vocab_size', -1],
		['config.json', 'max_source_positions', 1.5],
		['config.json', 'max_target_positions', null],
		['preprocessor_config.json', 'feature_size', undefined],
		['preprocessor_config.json', 'n_samples', undefined],
		['preprocessor_config.json', 'nb_max_frames', '3000'],
		['preprocessor_config.json', 'sampling_rate', NaN],
		['preprocessor_config.json', 'hop_length', undefined],
		['preprocessor_config.json', 'n_fft', undefined],
		['generation_config.json', 'is_multilingual', 'yes'],
		['generation_config.json', 'lang_to_id', {}],
		['generation_config.json', 'suppress_tokens', 'none'],
		['generation_config.json', 'begin_suppress_tokens', [1, 'x']],
		['generation_config.json', 'alignment_heads', [[1], [2]]],
		['generation_config.json', 'max_initial_timestamp_index', 'late'],
		['tokenizer.json', 'added_tokens', undefined],
		['tokenizer.json', 'added_tokens', [{ id: 1 }]],
	])('names %s and %s when it is %j', async (file, field, value) => {
		await expect(readWhisperConfig(changed({ [file]: { [field]: value } }))).rejects.toMatchObject({
			code: 'CONFIG_INVALID',
			details: { file, field },
		});
	});

	it('names a control token that the tokenizer lacks', async () => {
		const file = 'tokenizer.json';
		const few = [{ content: '<|notimestamps|>', id: 5 }];
		await expect(
			readWhisperConfig(changed({ [file]: { added_tokens: few } })),
		).rejects.toMatchObject({
			details: { file, field: '<|startoftranscript|>' },
		});
	});

	it.each(['{', 'null', '[]', '"text"'])('refuses a file that holds %s', async (content) => {
		const model = changed({});
		writeFileSync(path.join(model, 'generation_config.json'), content);
		await expect(readWhisperConfig(model)).rejects.toMatchObject({
			code: 'CONFIG_INVALID',
			details: { file: 'generation_config.json', field: 'content' },
		});
	});

	it('refuses a folder without one of the files', async () => {
		const model = changed({});
		rmSync(path.join(model, 'preprocessor_config.json'));
		await expect(readWhisperConfig(model)).rejects.toMatchObject({
			details: { file: 'preprocessor_config.json' },
		});
	});
});
