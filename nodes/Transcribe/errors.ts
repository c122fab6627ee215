import { defineErrors } from '../../lib/errors';

/** What a recording must be for a model to be asked about it. */
export const askedAudioErrors = defineErrors('media', {
	RECORDING_TOO_LONG_TO_ASK: ({ maximumMinutes }: { maximumMinutes: number }) =>
		`A model can be asked about recordings of up to ${maximumMinutes} minutes, but this one is longer. Set Operation to "Transcribe", which takes any length, and ask a language model about its text, for example with n8n's node "Basic LLM Chain".`,
});
