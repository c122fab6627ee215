import { throwIfCancelled } from '../../errors';
import { findAbilities } from '../abilities';
import { inputOptions } from './decoding';
import { videoError } from './errors';
import { streamNotedFrames } from './noted-frames';
import { rawFilters } from './picture-options';
import { entrySeconds } from './plan-extraction';
import { selectSpan } from './selection';
import type { RawFrame, RawFramesRequest } from './types';

const CHANNELS = 3;

/** Decodes every frame of a part of a video, or every key frame, small; reads no faster than its reader. */
export async function* streamRawFrames(request: RawFramesRequest): AsyncGenerator<RawFrame> {
	const { file, info, times, size, keyframesOnly = false, signal } = request;
	const { startSeconds = -Infinity, endSeconds = Infinity } = request;
	throwIfCancelled(signal);
	const { canToneMap } = await findAbilities();
	const fromSeconds = Math.max(startSeconds, -info.originSeconds - 1);
	const select = selectSpan(
		fromSeconds + info.originSeconds,
		endSeconds + info.originSeconds,
		keyframesOnly,
	);
	const run = streamNotedFrames({
		file,
		info,
		inputOptions: inputOptions({
			keyframesOnly,
			seekSeconds: startSeconds > 0 ? entrySeconds(info, times) : undefined,
		}),
		filters: `${select},${rawFilters(size, info.isHdr && canToneMap)}`,
		outputOptions: ['-c:v', 'rawvideo', '-flush_packets', '1', '-f', 'rawvideo'],
		cut: (chunks) => cutEqual(chunks, size.width * size.height * CHANNELS),
		endSeconds,
		signal,
	});
	let isEmpty = true;
	for await (const { seconds, frame } of run.frames) {
		isEmpty = false;
		yield { seconds, data: frame };
	}
	if (isEmpty) throw videoError('NO_FRAMES', { reason: run.problem() ?? 'it ends too early' });
}

/** Cuts bytes into pieces of one size, each in the same buffer. */
async function* cutEqual(
	chunks: AsyncIterable<Buffer>,
	pieceBytes: number,
): AsyncGenerator<Uint8Array> {
	const piece = new Uint8Array(pieceBytes);
	let filled = 0;
	for await (const chunk of chunks) {
		for (let at = 0; at < chunk.length; ) {
			const taken = Math.min(pieceBytes - filled, chunk.length - at);
			piece.set(chunk.subarray(at, at + taken), filled);
			filled += taken;
			at += taken;
			if (filled < pieceBytes) continue;
			filled = 0;
			yield piece;
		}
	}
}
