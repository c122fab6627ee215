import type { Task } from '../../inference/types';
import { decodeAudio } from '../audio';
import { probeMedia, type MediaInfo } from '../probe';
import { PIECE_SAMPLE_RATE_HZ } from './sample-rate';
import { splitAudio } from './split';
import type { AudioPieces, AudioPiecesInput } from './types';
import { findUploadFormat } from './upload-format';

/** In an engine process: a recording's path in, files that a service takes out. */
export const run: Task<AudioPiecesInput, AudioPieces> = async (input, context) => {
	context.progress({ stage: 'reading the recording' });
	const media = await probeMedia(input.audioPath, { signal: context.signal });
	return (
		(await takeAsItIs(input, media, context.signal)) ?? (await splitAudio(input, media, context))
	);
};

/** The recording's own file as the only piece, where a service takes it and all of it can be heard. */
async function takeAsItIs(
	input: AudioPiecesInput,
	media: MediaInfo,
	signal: AbortSignal,
): Promise<AudioPieces | undefined> {
	const { audioPath: file, channel, maximumBytes, maximumSeconds = Infinity } = input;
	const { sizeBytes, durationSeconds, isDurationEstimated } = media;
	const isSmall = sizeBytes <= maximumBytes && (durationSeconds ?? Infinity) <= maximumSeconds;
	if (channel !== 'mix' || !isSmall || isDurationEstimated) return undefined;
	const format = await findUploadFormat(file, media);
	if (!format) return undefined;
	// A header may lie, and a service's complaint about a damaged file says less than ours.
	const sound = await listen(file, media, signal);
	if (sound.warnings.length > 0 || sound.seconds > maximumSeconds) return undefined;
	const place = { startSeconds: 0, endSeconds: sound.seconds, endsInSound: false };
	return {
		durationSeconds: sound.seconds,
		pieces: [{ file, format, sizeBytes, ...place }],
		warnings: [],
	};
}

async function listen(file: string, media: MediaInfo, signal: AbortSignal) {
	const decoded = decodeAudio(file, {
		...{ sampleRateHz: PIECE_SAMPLE_RATE_HZ, channel: 'mix', media, signal },
	});
	let sampleCount = 0;
	for await (const samples of decoded.samples) sampleCount += samples.length;
	return { seconds: sampleCount / PIECE_SAMPLE_RATE_HZ, warnings: decoded.warnings() };
}
