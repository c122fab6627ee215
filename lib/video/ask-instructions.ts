import type { Span } from './moments';
import { toReferenceForm } from './reference-form';

/** What a model must know to answer about a video from still pictures: how times are told, and how to tell them. */
export const videoInstructions = ({ startSeconds, endSeconds }: Span, onSheet: boolean): string =>
	[
		onSheet ? SHEET : FRAMES,
		`They go from ${toReferenceForm(startSeconds)} to ${toReferenceForm(endSeconds)} of the video.`,
		'A question about "second 75" is about [01:15].',
		'What happens between two frames is not seen: say so where the answer may lie there.',
		'For everything you say about a moment give its time in the same way, in square brackets: [00:05], or [00:05-00:10] for a stretch of time. Write times in no other way, and none outside the video.',
	].join('\n');

const FORM = '[minutes:seconds], from an hour on [hours:minutes:seconds]';
const FRAMES = `You see frames of one video in the order of time. Before each stands its time in the video as ${FORM}.`;
const SHEET = `You see frames of one video laid side by side on one picture, row by row in the order of time. Under each its time in the video is written as hours:minutes:seconds. In your answer write times as ${FORM}.`;
