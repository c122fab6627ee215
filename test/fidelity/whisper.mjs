/** Whisper and voice detection against openai-whisper 20250625 and faster-whisper 1.2.1 (goldens in test/fixtures/golden). */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../../scripts/lib/build.mjs';
import { createContext, lib } from './lib/context.mjs';
import { matchWords, normaliseWords, quantile, wordErrorRate } from './lib/text.mjs';

const golden = (name) =>
	JSON.parse(readFileSync(path.join(root, `test/fixtures/golden/${name}.json`), 'utf8'));
const audio = (name) => path.join(root, 'test/fixtures/audio', name);

const { decodeAudio } = lib('media/audio.js');
const { resolveModel } = lib('models/resolve.js');
const { WHISPER_REQUIREMENT } = lib('whisper/client.js');
const { loadVoiceDetector, loadWhisper } = lib('whisper/model.js');
const { SampleBuffer } = lib('whisper/sample-buffer.js');
const task = lib('whisper/task.js');

const LOG_MEL_ERROR = 1e-4;
const WORD_MEDIAN_SECONDS = 0.02;
const WORD_P95_SECONDS = 0.1;
const REGION_SECONDS = 0.064;
const WER_BOUNDS = {
	'jfk.flac': 0.05,
	'quilter.wav': 0.05,
	'two_speakers.wav': 0.05,
	'hotwords.mp3': 0.05,
	'long.flac': 0.1,
};

export async function compare(report) {
	const context = await createContext();
	await compareMicro(report, context);
	await compareTiny(report, context);
	await compareRegions(report, context);
}

async function compareMicro(report, context) {
	const reference = golden('whisper-micro');
	const folder = path.join(root, 'test/fixtures/models/whisper-micro');
	const files = await resolveModel({ mode: 'folder', value: folder }, WHISPER_REQUIREMENT, {
		dtype: 'fp32',
	});
	const model = await loadWhisper(context, files);
	for (const { text, ids } of reference.tokenizer) {
		const same = String(model.tokenizer.encode(text)) === String(ids);
		report(
			`micro: token ids of ${JSON.stringify(text)}`,
			same ? 'identical' : 'different',
			'identical',
			same,
		);
	}
	const { decodeWindows } = lib('whisper/decode.js');
	const { buildPrompt } = lib('whisper/prompt.js');
	const { rankLanguages } = lib('whisper/language.js');
	for (const { file, detected, options, sample_len: sampleLength, tokens } of reference.decode) {
		const states = await model.network.encode(model.logMel(await firstWindow(file, model)));
		const withTimestamps = !options.without_timestamps;
		const previous = options.prompt ? model.tokenizer.encode(` ${options.prompt}`) : [];
		const prompt = buildPrompt(model.config, {
			language: options.language,
			task: options.task,
			withTimestamps,
			previous,
		});
		const search = {
			beamSize: options.beam_size ?? 1,
			patience: options.patience ?? 1,
			bestOf: 1,
			temperature: 0,
		};
		const [result] = await decodeWindows({ ...model, signal: context.signal }, [states], {
			prompt,
			withTimestamps,
			sampleLength,
			...search,
		});
		const same = String(result.tokens) === String(tokens);
		const [best] = await rankLanguages(model, states);
		const heard = best.language === detected[0][0];
		const how = `${options.language} ${options.task} stamps=${withTimestamps} beam=${search.beamSize}${options.prompt ? ' prompt' : ''}`;
		report(
			`micro: ${file} ${how}`,
			`${same ? 'same tokens' : 'other tokens'}, ${best.language}`,
			`identical, ${detected[0][0]}`,
			same && heard,
		);
	}
}

async function compareTiny(report, context) {
	const reference = golden('whisper-tiny.en');
	const files = await resolveModel({ mode: 'list', value: 'whisper-tiny.en' }, WHISPER_REQUIREMENT);
	const model = await loadWhisper(context, files);
	const differences = [];
	let matched = 0;
	let words = 0;
	for (const [file, expected] of Object.entries(reference)) {
		const mel = model.logMel(await firstWindow(file, model));
		const errors = expected.log_mel.samples.map(([bin, frame, value]) =>
			Math.abs(mel[bin * model.config.windowFrames + frame] - value),
		);
		const worst = Math.max(...errors);
		report(
			`log-Mel ${file}`,
			`max error ${worst.toExponential(1)}`,
			`<= ${LOG_MEL_ERROR}`,
			worst <= LOG_MEL_ERROR,
		);

		const packed = await transcribe(context, files, file, { vad: true, timestamps: 'segment' });
		const bound = WER_BOUNDS[file];
		if (bound !== undefined) {
			const rate = wordErrorRate(expected.text, packed.text);
			report(
				`text of ${file}, silence skipped`,
				`WER ${(rate * 100).toFixed(1)} %`,
				`<= ${bound * 100} %`,
				rate <= bound,
			);
		}
		if (file === 'noise_only.wav')
			report(
				'text of noise_only.wav, silence skipped',
				JSON.stringify(packed.text),
				'""',
				packed.text === '',
			);
		if (bound === undefined) continue;

		const inTurn = await transcribe(context, files, file, { vad: false, timestamps: 'word' });
		const [ours, theirs] = [inTurn, expected].map(({ segments }) =>
			segments.flatMap((segment) => segment.words),
		);
		const plain = (list) => list.map(({ word }) => normaliseWords(word).join(''));
		const pairs = matchWords(plain(theirs), plain(ours));
		for (const [i, j] of pairs)
			differences.push(
				Math.abs(theirs[i].start - ours[j].start),
				Math.abs(theirs[i].end - ours[j].end),
			);
		matched += pairs.length;
		words += theirs.length;
	}
	const [median, p95] = [quantile(differences, 0.5), quantile(differences, 0.95)];
	report(
		`word times, ${matched} of ${words} words in both: median`,
		`${(median * 1000).toFixed(0)} ms`,
		`<= ${WORD_MEDIAN_SECONDS * 1000} ms`,
		median <= WORD_MEDIAN_SECONDS + 1e-9,
	);
	report(
		'word times: 95th percentile',
		`${(p95 * 1000).toFixed(0)} ms`,
		`<= ${WORD_P95_SECONDS * 1000} ms`,
		p95 <= WORD_P95_SECONDS + 1e-9,
	);
}

async function compareRegions(report, context) {
	const { findSpeech } = lib('whisper/vad.js');
	const detector = await loadVoiceDetector(context);
	const options = {
		default: { minimumSilenceSeconds: 2, padSeconds: 0.4, maximumSpeechSeconds: Infinity },
		min_silence_500ms: {
			minimumSilenceSeconds: 0.5,
			padSeconds: 0.2,
			maximumSpeechSeconds: Infinity,
		},
	};
	for (const [file, expected] of Object.entries(golden('vad'))) {
		for (const [name, choice] of Object.entries(options)) {
			const buffer = new SampleBuffer(
				decodeAudio(audio(file), { sampleRateHz: 16_000, channel: 'mix' }).samples,
			);
			const regions = [];
			for await (const region of findSpeech(detector, buffer, choice)) regions.push(region);
			const sameCount = regions.length === expected[name].length;
			const gaps = sameCount
				? regions.flatMap(({ start, end }, i) => [
						Math.abs(start - expected[name][i].start),
						Math.abs(end - expected[name][i].end),
					])
				: [Infinity];
			const worst = Math.max(0, ...gaps) / 16_000;
			report(
				`speech in ${file}, ${name}`,
				`${regions.length} regions, off ${(worst * 1000).toFixed(0)} ms`,
				`${expected[name].length}, <= ${REGION_SECONDS * 1000} ms`,
				worst <= REGION_SECONDS,
			);
		}
	}
}

function transcribe(context, model, file, choice) {
	const request = {
		audioPath: audio(file),
		channel: 'mix',
		task: 'transcribe',
		temperature: 0,
		beamSize: 1,
		...choice,
	};
	return task.run({ model, request }, context);
}

async function firstWindow(file, { config }) {
	const buffer = new SampleBuffer(
		decodeAudio(audio(file), { sampleRateHz: config.sampleRateHz, channel: 'mix' }).samples,
	);
	const samples = buffer.read(0, await buffer.reach(config.windowSamples));
	await buffer.close();
	return samples;
}
