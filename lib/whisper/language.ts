import type { Tensor } from 'onnxruntime-common';
import { logSumExp } from './logits';
import type { WhisperModel } from './model';
import { whisperError } from './errors';

export interface LanguageProbability {
	language: string;
	probability: number;
}

/** The probability of every language the model knows, the likeliest first, from one encoded window. */
export async function rankLanguages(
	{ network, config }: WhisperModel,
	states: Tensor,
): Promise<LanguageProbability[]> {
	const { logits } = await network.prefill(states, [config.tokens.startOfTranscript]);
	const entries = [...config.tokens.languages];
	const values = Float32Array.from(entries, ([, token]) => logits[token]);
	const normaliser = logSumExp(values, 0, values.length);
	return entries
		.map(([language], i) => ({ language, probability: Math.exp(values[i] - normaliser) }))
		.sort((a, b) => b.probability - a.probability);
}

/** Refuses what the model cannot do: another language, translation or detection on an English-only one. */
export function checkAbility(
	{ name, config }: Pick<WhisperModel, 'name' | 'config'>,
	{ task, language }: { task: 'transcribe' | 'translate' | 'detectLanguage'; language?: string },
): void {
	if (!config.isMultilingual) {
		if (task === 'translate') throw whisperError('ENGLISH_ONLY_TRANSLATE', { model: name });
		if (task === 'detectLanguage') throw whisperError('ENGLISH_ONLY_DETECT', { model: name });
		if (language && language !== 'en')
			throw whisperError('ENGLISH_ONLY_LANGUAGE', { model: name, language });
	} else if (language && !config.tokens.languages.has(language)) {
		throw whisperError('LANGUAGE_UNKNOWN', {
			language,
			known: [...config.tokens.languages.keys()].join(', '),
		});
	}
}
