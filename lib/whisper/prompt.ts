import type { WhisperConfig } from './config';

export interface PromptChoice {
	language: string;
	task: 'transcribe' | 'translate';
	withTimestamps: boolean;
	/** Tokens of earlier text: the user's prompt, or what was heard before. */
	previous: number[];
}

/** The control tokens before the text: previous text, start of transcript, language and task, time stamps or not. */
export function buildPrompt(
	{ tokens, maximumTokens }: WhisperConfig,
	choice: PromptChoice,
): number[] {
	const previous = choice.previous.slice(-(Math.floor(maximumTokens / 2) - 1));
	return [
		...(previous.length > 0 ? [tokens.startOfPrevious, ...previous] : []),
		...startSequence(tokens, choice),
		...(choice.withTimestamps ? [] : [tokens.noTimestamps]),
	];
}

/** <|startoftranscript|>, and in multilingual models <|language|> and <|task|>. */
export function startSequence(
	tokens: WhisperConfig['tokens'],
	{ language, task }: Pick<PromptChoice, 'language' | 'task'>,
): number[] {
	const languageToken = tokens.languages.get(language);
	const taskToken = tokens[task];
	if (languageToken === undefined || taskToken === undefined) return [tokens.startOfTranscript];
	return [tokens.startOfTranscript, languageToken, taskToken];
}
