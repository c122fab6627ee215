import { MAXIMUM_PIXEL_ASPECT } from '../../limits';
import type { FfprobeStream } from '../ffprobe';
import type { ImageSize } from '../image/types';
import type { VideoInfo } from './types';

type Rotation = VideoInfo['rotationDegrees'];

/** The clockwise turn that a stream's metadata asks for. Other angles keep the size, so they count as none. */
export function readRotation(stream: FfprobeStream): Rotation {
	const counterClockwise = stream.side_data_list
		?.map(({ rotation }) => Number(rotation ?? NaN))
		.find(Number.isFinite);
	const clockwise =
		counterClockwise === undefined ? Number(stream.tags?.rotate ?? 0) : -counterClockwise;
	const turn = ((Math.round(clockwise) % 360) + 360) % 360;
	return turn === 90 || turn === 180 || turn === 270 ? turn : 0;
}

/** A stream's size as players show it: square pixels made by changing the width, then turned. */
export function shownSize(stream: FfprobeStream, rotation: Rotation): ImageSize {
	const width = Math.max(1, Math.round(Number(stream.width) * pixelAspect(stream)));
	const height = Number(stream.height);
	const isOnItsSide = rotation === 90 || rotation === 270;
	return isOnItsSide ? { width: height, height: width } : { width, height };
}

function pixelAspect({ sample_aspect_ratio: text = '1:1' }: FfprobeStream): number {
	const [width, height] = text.split(':').map(Number);
	const aspect = width / height;
	const isSane = aspect >= 1 / MAXIMUM_PIXEL_ASPECT && aspect <= MAXIMUM_PIXEL_ASPECT;
	return isSane ? aspect : 1;
}
