import { scaledBy } from '../media/image/scaled-by';
import type { ImageSize } from '../media/image/types';
import { streamRawFrames } from '../media/video/raw-frames';
import type { ListedPart } from './part';
import { createSignalMeter } from './signals';
import type { FrameSignals } from './types';

/** As PySceneDetect: smaller frames say the same of a cut. */
const LONGER_EDGE = 256;

/**
 * Decodes a part once, small, and gives the signals of its frames; with `everySeconds` no frame sooner
 * than that after the one before.
 */
export async function* measureFrames(
	part: ListedPart,
	{ everySeconds = 0 }: { everySeconds?: number } = {},
): AsyncGenerator<FrameSignals> {
	const { request, info, times, span, signal } = part;
	const size = signalSize(info.size);
	const meter = createSignalMeter(size);
	const frames = streamRawFrames({
		file: request.videoPath,
		info,
		times,
		size,
		// The frame on screen at the start may have come before it.
		startSeconds: request.startSeconds && times.seconds[0],
		endSeconds: request.endSeconds,
		keyframesOnly: request.keyframesOnly,
		signal,
	});
	let dueSeconds = -Infinity;
	for await (const { seconds, data } of frames) {
		if (seconds < dueSeconds) continue;
		dueSeconds = seconds + everySeconds;
		yield meter.measure(data, seconds);
		const fraction = (seconds - span.startSeconds) / (span.endSeconds - span.startSeconds);
		part.progress({ stage: 'looking at the frames', fraction: Math.max(0, Math.min(1, fraction)) });
	}
}

function signalSize(size: ImageSize): ImageSize {
	return scaledBy(size, Math.min(1, LONGER_EDGE / Math.max(size.width, size.height)));
}
