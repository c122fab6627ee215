import { defineErrors } from '../errors';
import { MAXIMUM_SAMPLED_FRAMES } from '../limits';
import { inWords } from './in-words';

/** What a user asked for cannot be done. */
export const videoInputError = defineErrors('input', {
	QUERY_EMPTY: () =>
		'To find the most relevant frames, say what to look for, but nothing was given. Describe it in a few words, for example "a dog on the beach".',
	START_BEYOND_END: (d: { startSeconds: number; durationSeconds: number }) =>
		`The start is at ${inSeconds(d.startSeconds)}, but the video ends at ${inSeconds(d.durationSeconds)}. Choose an earlier start.`,
	END_BEFORE_START: (d: { startSeconds: number; endSeconds: number }) =>
		`The end (${inSeconds(d.endSeconds)}) must come after the start (${inSeconds(d.startSeconds)}). Choose a later end or an earlier start.`,
	NUMBER_INVALID: (d: { what: string; expected: string; found: string }) =>
		`For ${d.what}, ${d.expected} is expected, but ${d.found} was given. Correct the number.`,
	FRAMES_TOO_MANY: (d: { frames: number; shortestSeconds: number }) =>
		`One frame every so often would make ${d.frames} pictures, but at most ${MAXIMUM_SAMPLED_FRAMES} are made at once. Take a frame every ${d.shortestSeconds} seconds or less often, or a shorter part.`,
	FRAMES_REFUSED: (d: { model: string; reason: string }) =>
		`The model ${d.model} would not take pictures of this video: ${d.reason} Or choose another model.`,
	BUDGET_TOO_SMALL: (d: { maximumTokens: number; neededTokens: number; model: string }) =>
		`Not even one frame fits into ${inWords(d.maximumTokens, 'token')}: for ${d.model} the smallest useful picture of this video takes ${d.neededTokens}. Allow at least so many tokens, or choose another model.`,
});

/** The video does not hold what is needed. */
export const samplingError = defineErrors('media', {
	NO_KEYFRAMES: (d: { startSeconds: number; endSeconds: number }) =>
		`The video has no key frame between ${inSeconds(d.startSeconds)} and ${inSeconds(d.endSeconds)}. Turn "Key Frames Only" off, or choose a longer part.`,
});

function inSeconds(seconds: number): string {
	return `${Math.round(seconds * 1000) / 1000} s`;
}
