import { defineErrors } from '../../errors';
import { because, type Failure } from '../errors';

/** What is wrong with what was asked of a speech service. */
export const transcriptionError = defineErrors('input', {
	TRANSLATION_NOT_OFFERED: ({ model }: { model: string }) =>
		`The model "${model}" only writes down what is said, in the language that is spoken; translation into English was asked for. Choose whisper-1 or another Whisper model that translates, or transcribe and let a language model translate the text.`,
	UPLOAD_LIMIT_TOO_SMALL: ({
		seconds,
		shortestSeconds,
	}: {
		seconds: number;
		shortestSeconds: number;
	}) =>
		`The limits for an upload leave room for ${Math.max(0, Math.floor(seconds * 10) / 10)} seconds of sound; at least ${shortestSeconds} are needed. Raise the largest or the longest upload.`,
});

/** What a service refuses about an upload, and which option mends it. */
export const uploadError = defineErrors('service', {
	SERVICE_REQUEST_TOO_LARGE: (d: Failure) =>
		`The upload is larger than ${d.name} takes${because(d)}. Lower the option "Largest Upload" (in megabytes): the recording then goes up in more pieces, and comes back as one.`,
	SERVICE_RECORDING_TOO_LONG: (d: Failure & { maximumSeconds?: number }) =>
		`The upload is longer than ${d.name} takes${because(d)}. Set the option "Longest Upload" to ${d.maximumSeconds === undefined ? 'fewer seconds' : `${d.maximumSeconds} seconds or less`}: the recording then goes up in more pieces, and comes back as one.`,
});
