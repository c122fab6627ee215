import type { TranscriptionRules } from './rules';
import type { HostedTranscription } from './types';

/** The fields beside file and model; only those that the model takes and the task needs. */
export interface FormFields {
	response_format: TranscriptionRules['format'];
	language?: string;
	languages?: string[];
	prompt?: string;
	temperature?: number;
	timestamp_granularities?: Array<'word' | 'segment'>;
	include?: ['logprobs'];
	chunking_strategy?: 'auto';
}

/** Above, the diarizing model must be told how to divide. */
const LONGEST_UNDIVIDED_SECONDS = 30;

type Asked = Pick<
	HostedTranscription,
	'task' | 'language' | 'prompt' | 'temperature' | 'timestamps'
>;

/** The fields for a piece of so many seconds. */
export function makeForm(
	rules: TranscriptionRules,
	asked: Asked,
	pieceSeconds: number,
): FormFields {
	const { task, language, prompt, temperature, timestamps } = asked;
	const form: FormFields = { response_format: rules.format };
	if (prompt && rules.takesPrompt) form.prompt = prompt;
	// Zero is every server's default, and some models refuse to be told.
	if (temperature > 0 && rules.takesTemperature) form.temperature = temperature;
	if (task === 'translate') return form;
	if (language && rules.languageField === 'language') form.language = language;
	if (language && rules.languageField === 'languages') form.languages = [language];
	if (rules.format === 'verbose_json' && timestamps !== 'none') {
		form.timestamp_granularities = timestamps === 'word' ? ['word', 'segment'] : ['segment'];
	}
	if (rules.tellsLogprobs) form.include = ['logprobs'];
	if (rules.needsChunking && pieceSeconds > LONGEST_UNDIVIDED_SECONDS)
		form.chunking_strategy = 'auto';
	return form;
}

/** Sentences on what was asked for but this model cannot be told, or does not tell. */
export function describeLacks(
	rules: TranscriptionRules,
	asked: Asked & Pick<HostedTranscription, 'model' | 'diarize'>,
): string[] {
	const { task, language, prompt, temperature, timestamps, model, diarize } = asked;
	const name = `The model "${model}"`;
	const tellsWords = rules.tellsWords && task === 'transcribe';
	const lacks: Array<[isLacking: boolean, sentence: string]> = [
		[
			timestamps !== 'none' && rules.format === 'json',
			`${name} tells no times: what was said in one upload is one segment. whisper-1 tells the times of sentences and words.`,
		],
		[
			timestamps === 'word' && rules.format !== 'json' && !tellsWords,
			task === 'translate'
				? 'In translations, services tell the times of sentences only, not of words.'
				: `${name} tells the times of sentences only, not of words.`,
		],
		[
			diarize && rules.format !== 'diarized_json',
			`${name} does not tell speakers apart; gpt-4o-transcribe-diarize does.`,
		],
		[Boolean(prompt) && !rules.takesPrompt, `${name} takes no prompt; it was left out.`],
		[temperature > 0 && !rules.takesTemperature, `${name} takes no temperature; it was left out.`],
		[
			Boolean(language) && task === 'translate',
			'For translations, the service finds out the spoken language by itself; the language that was set was not sent.',
		],
	];
	return lacks.filter(([isLacking]) => isLacking).map(([, sentence]) => sentence);
}
