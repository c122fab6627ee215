import type { ImageSize } from '../media/image/types';
import { tooNarrow } from './refusals';
import { roundHalfEven } from './rounding';
import type { CountOptions, TokenCount } from './types';

const MAXIMUM_RATIO = 200;
/** Frames of a video that become one step in time. */
const FRAMES_A_STEP = 2;
/** Start and end of vision. */
const MARKERS = 2;

export interface QwenVlParameters {
	/** Side of what one token sees: patch times merge, 28 or 32. */
	patchPixels: number;
	minimumPixels: number;
	maximumPixels: number;
	frameMinimumPixels?: number;
	frameMaximumPixels?: number;
}

/** One token a merged patch, after both sides are brought to whole patches and the area between two limits. */
export function countQwenVl(
	size: ImageSize,
	parameters: QwenVlParameters,
	{ isVideoFrame }: CountOptions = {},
): TokenCount {
	const { patchPixels, minimumPixels, maximumPixels } = parameters;
	const seen = isVideoFrame
		? smartResize(
				size,
				patchPixels,
				parameters.frameMinimumPixels ?? minimumPixels,
				parameters.frameMaximumPixels ?? maximumPixels,
			)
		: smartResize(size, patchPixels, minimumPixels, maximumPixels);
	const patches = (seen.width / patchPixels) * (seen.height / patchPixels);
	const ratio = Math.max(size.width, size.height) / Math.min(size.width, size.height);
	return {
		tokens: isVideoFrame ? Math.ceil(patches / FRAMES_A_STEP) : patches,
		resizedWidth: seen.width,
		resizedHeight: seen.height,
		...(!isVideoFrame && { markerTokens: MARKERS }),
		...(ratio > MAXIMUM_RATIO && { refusal: tooNarrow(MAXIMUM_RATIO) }),
	};
}

function smartResize(
	{ width, height }: ImageSize,
	patch: number,
	minimumPixels: number,
	maximumPixels: number,
): ImageSize {
	const area = width * height;
	const rounded = roundHalfEven(width / patch) * roundHalfEven(height / patch) * patch * patch;
	const sides = (resize: (side: number) => number) => ({
		width: resize(width) * patch,
		height: resize(height) * patch,
	});
	if (rounded > maximumPixels) {
		const shrink = Math.sqrt(area / maximumPixels);
		return sides((side) => Math.max(1, Math.floor(side / shrink / patch)));
	}
	if (rounded < minimumPixels) {
		const grow = Math.sqrt(minimumPixels / area);
		return sides((side) => Math.ceil((side * grow) / patch));
	}
	return sides((side) => roundHalfEven(side / patch));
}
