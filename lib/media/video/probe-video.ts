import { MultimodalError } from '../../errors';
import { measureFile, readHead } from '../file';
import {
	holdsNothing,
	isAudioStream,
	runFfprobe,
	type FfprobeAnswer,
	type FfprobeStream,
} from '../ffprobe';
import { HEAD_BYTES, recognise } from '../image/formats';
import { videoError } from './errors';
import { readRotation, shownSize } from './shown-size';
import type { VideoInfo } from './types';

/** Reads what an untrusted file's headers say of its picture. A file without moving picture is a coded error. */
export async function probeVideo(
	file: string,
	options: { signal?: AbortSignal } = {},
): Promise<VideoInfo> {
	await measureFile(file);
	const answer = await runFfprobe(file, options.signal).catch(async (error: unknown) => {
		const isPicture = error instanceof MultimodalError && error.code === 'PICTURE';
		throw isPicture && (await isWebp(file)) ? videoError('ANIMATED_PICTURE', {}, error) : error;
	});
	return toInfo(answer, chooseStream(answer.streams));
}

/** A picture that an allowed demuxer lets through as a cover is no video. */
function chooseStream(streams: FfprobeStream[]): FfprobeStream {
	const pictures = streams.filter((stream) => stream.codec_type === 'video');
	const moving = pictures.filter((stream) => stream.disposition?.attached_pic !== 1);
	if (moving.length === 0) {
		// A text with the letter G in the right places passes for a transport stream without content.
		if (pictures.length === 0 && !streams.some(isAudioStream)) throw holdsNothing();
		throw videoError('NO_VIDEO', { holds: pictures.length > 0 ? 'cover' : 'sound' });
	}
	const sized = moving.filter((stream) => Number(stream.width) > 0 && Number(stream.height) > 0);
	if (sized.length === 0) throw videoError('NO_SIZE', {});
	return sized.find((stream) => stream.disposition?.default === 1) ?? sized[0];
}

function toInfo(answer: FfprobeAnswer, stream: FfprobeStream): VideoInfo {
	const { format, streams, isDurationEstimated } = answer;
	const rotation = readRotation(stream);
	const originSeconds = toFinite(format.start_time) ?? toFinite(stream.start_time) ?? 0;
	return {
		streamIndex: stream.index,
		codec: stream.codec_name ?? 'unknown',
		formatName: format.format_name,
		size: shownSize(stream, rotation),
		rotationDegrees: rotation,
		framesPerSecond: toPositive(readRatio(stream.avg_frame_rate)),
		originSeconds,
		// A guess from the bit rate may be far off.
		durationSeconds: isDurationEstimated ? undefined : readDuration(stream, format, originSeconds),
		isHdr: HDR_TRANSFERS.has(stream.color_transfer ?? ''),
		hasAudio: streams.some(isAudioStream),
	};
}

/** Matroska counts from the zero of its own clock, not from what is played first. */
function readDuration(
	stream: FfprobeStream,
	format: FfprobeAnswer['format'],
	originSeconds: number,
): number | undefined {
	const ownSeconds = toPositive(Number(stream.duration));
	if (ownSeconds !== undefined) return ownSeconds;
	const isFromZero = format.format_name.startsWith('matroska');
	return toPositive(Number(format.duration) - (isFromZero ? Math.max(0, originSeconds) : 0));
}

const HDR_TRANSFERS = new Set(['smpte2084', 'arib-std-b67']);

function readRatio(text = ''): number {
	const [numerator, denominator] = text.split('/').map(Number);
	return numerator / denominator;
}

function toPositive(value: number): number | undefined {
	return value > 0 && Number.isFinite(value) ? value : undefined;
}

function toFinite(text: string | undefined): number | undefined {
	const value = Number(text ?? NaN);
	return Number.isFinite(value) ? value : undefined;
}

async function isWebp(file: string): Promise<boolean> {
	const found = recognise(await readHead(file, HEAD_BYTES));
	return found.kind === 'taken' && found.format === 'webp';
}
