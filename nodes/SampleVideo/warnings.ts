import type { SampleRequest, Sampling } from '../../lib/video/types';

/** What the user should know of the result of a video: how grave it is, and the sentence. */
export function warningsFor(
	videoName: string,
	{ strategy, count, budget }: Pick<SampleRequest, 'strategy' | 'count' | 'budget'>,
	{ warnings, frames }: Sampling,
): Array<['warning' | 'info', string]> {
	const all: Array<['warning' | 'info', string]> = warnings.map((text) => [
		'warning',
		inVideo(videoName, text),
	]);
	// With a budget the number says nothing about the video.
	if (budget || frames.length >= count) return all;
	const found = frames.length === 1 ? 'a single picture' : `${frames.length} pictures`;
	if (strategy === 'informative') {
		all.push([
			'info',
			`"${videoName}" gave ${found}: what else it shows repeats them. For ${count}, choose "Evenly Spread".`,
		]);
	}
	if (strategy === 'relevant') {
		all.push([
			'info',
			`"${videoName}" gave ${found}: nothing else in it fits the description nearly as well.`,
		]);
	}
	return all;
}

/** Of several videos in one run each is told apart. */
export const inVideo = (videoName: string, text: string): string => `"${videoName}": ${text}`;
