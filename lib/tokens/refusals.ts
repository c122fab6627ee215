/** The picture has more pixels a side than the provider takes. */
export function sideTooLong(longPixels: number, maximumPixels: number): string {
	return `The provider takes pictures of at most ${maximumPixels} pixels a side, but this one has ${longPixels}. Make the picture smaller.`;
}

/** The picture is too long and narrow for the model. */
export function tooNarrow(maximumRatio: number): string {
	return `The model takes no picture whose long side is more than ${maximumRatio} times its short side. Cut the picture into pieces.`;
}

/** At this level of detail the picture exceeds what the provider takes. */
export function tooManyPatches(patches: number, maximumPatches: number): string {
	return `The provider takes at most ${maximumPatches} patches of 32 pixels a picture, but this one has ${patches}. Make the picture smaller, or choose the detail "high".`;
}

/** The model does not know this level of detail. */
export function detailUnknown(detail: string): string {
	return `The model knows no detail "${detail}". Choose "auto", "low" or "high".`;
}

/** The model does not know this media resolution, for pictures or for frames. */
export function resolutionUnknown(resolution: string, isVideoFrame = false): string {
	const what = isVideoFrame ? 'frames of a video' : 'pictures';
	return `The model knows no media resolution "${resolution}" for ${what}. Choose "default", "low", "medium" or "high".`;
}
