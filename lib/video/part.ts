import { MultimodalError } from '../errors';
import type { TaskContext } from '../inference/types';
import type { ImageSize } from '../media/image/types';
import { videoError } from '../media/video/errors';
import { probeVideo } from '../media/video/probe-video';
import { readFrameTimes } from '../media/video/frame-times';
import type { FrameTimes, VideoInfo } from '../media/video/types';
import { checkRequest } from './check-request';
import { samplingError, videoInputError } from './errors';
import type { Span } from './moments';
import type { SampleRequest } from './types';

/** A video on its way through a sampling. */
export interface Part extends Pick<TaskContext, 'signal' | 'progress'> {
	request: SampleRequest;
	info: VideoInfo;
}

/** A part of which every frame's time is known. */
export interface ListedPart extends Part {
	times: FrameTimes;
	/** Times of the frames that may be taken: all, or the key frames. */
	allowed: Float64Array;
	span: Span;
}

/** Checks what is asked for, and reads the video's headers. */
export async function openPart(
	request: SampleRequest,
	{ signal, progress }: Pick<TaskContext, 'signal' | 'progress'>,
): Promise<Part> {
	checkRequest(request);
	progress({ stage: 'reading the video' });
	const info = await probeVideo(request.videoPath, { signal });
	return { request, info, signal, progress };
}

/** Lists the frames between start and end without decoding; throws where there are none. */
export async function listFrames(part: Part): Promise<ListedPart> {
	const { request, info, signal } = part;
	const { startSeconds = 0, endSeconds, keyframesOnly } = request;
	part.progress({ stage: 'listing the frames' });
	const bounds = { startSeconds: request.startSeconds, endSeconds };
	const times = await readFrameTimes(request.videoPath, info, { ...bounds, signal }).catch(
		async (error: unknown) => {
			const isEmpty = error instanceof MultimodalError && error.code === 'NO_FRAMES_IN_PART';
			throw isEmpty ? await nothingThere(part) : error;
		},
	);
	const span = { startSeconds, endSeconds: Math.min(endSeconds ?? Infinity, times.endSeconds) };
	if (span.endSeconds <= startSeconds) throw await nothingThere(part);
	const { seconds, isKeyframe } = times;
	const allowed = keyframesOnly ? seconds.filter((_, index) => isKeyframe[index] === 1) : seconds;
	if (allowed.length === 0) throw samplingError('NO_KEYFRAMES', span);
	return { ...part, times, allowed, span };
}

/** Why a part holds no frame: it lies behind the end, or no frame starts in it. */
async function nothingThere({ request, info, signal }: Part): Promise<Error> {
	const { startSeconds = 0, endSeconds = Infinity } = request;
	const { endSeconds: durationSeconds } = await readFrameTimes(request.videoPath, info, { signal });
	if (startSeconds >= durationSeconds) {
		return videoInputError('START_BEYOND_END', { startSeconds, durationSeconds });
	}
	const until = Math.min(endSeconds, durationSeconds);
	return videoError('NO_FRAMES_IN_PART', { startSeconds, endSeconds: until });
}

/** The size of a frame before a budget makes it smaller; never enlarged. */
export function wantedSize({ info, request }: Part): ImageSize {
	const { width, height } = info.size;
	const newWidth = Math.min(width, request.maximumWidth ?? width);
	return { width: newWidth, height: Math.max(1, Math.round((height * newWidth) / width)) };
}
