import { defineErrors } from '../errors';

interface DecoderMismatch {
	file: string;
	/** Names of inputs or outputs. */
	lacking: string[];
	unknown: string[];
}

export const whisperError = defineErrors('model', {
	CONFIG_INVALID: ({ file, field }: { file: string; field: string }) =>
		`The model's ${file} has no usable "${field}". Expected a Whisper model in the Hugging Face ONNX layout; choose another model or download this one again.`,
	DECODER_UNSUPPORTED: ({ file, lacking, unknown }: DecoderMismatch) =>
		`The model's ${file} is not a merged Whisper decoder that can be run here: it lacks ${list(lacking)} and asks for ${list(unknown)} beyond what is known. Choose a Whisper model in the layout of the onnx-community repositories.`,
	ENGLISH_ONLY_TRANSLATE: ({ model }: { model: string }) =>
		`The model "${model}" knows English only, so it cannot translate. Choose a model of 99 languages.`,
	ENGLISH_ONLY_DETECT: ({ model }: { model: string }) =>
		`The model "${model}" knows English only, so it cannot detect a language. Choose a model of 99 languages.`,
	ENGLISH_ONLY_LANGUAGE: ({ model, language }: { model: string; language: string }) =>
		`The model "${model}" knows English only, but the language asked for is "${language}". Choose a model of 99 languages, or set Language to English.`,
	LANGUAGE_UNKNOWN: ({ language, known }: { language: string; known: string }) =>
		`The language "${language}" is not one this model knows. Expected one of: ${known}.`,
	NO_SPEECH: () =>
		'No speech was found in the recording, so its language cannot be told. Turn "Skip Silence" off to force a guess, or set Language yourself.',
});

function list(names: string[]): string {
	return names.length === 0 ? 'nothing' : names.map((name) => `"${name}"`).join(', ');
}
