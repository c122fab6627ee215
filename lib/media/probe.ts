import { measureFile } from './file';
import { holdsNothing, isAudioStream, runFfprobe, type FfprobeStream } from './ffprobe';

export interface AudioStream {
	/** Place among all streams of the file. */
	index: number;
	codec: string;
	channels: number;
	sampleRateHz: number;
	durationSeconds?: number;
}

export interface VideoStream {
	index: number;
	codec: string;
	width: number;
	height: number;
}

/** What a media file's headers say. */
export interface MediaInfo {
	/** ffmpeg's name of the container, for example `wav` or `mov,mp4,m4a,3gp,3g2,mj2`. */
	formatName: string;
	durationSeconds?: number;
	/** The duration is a guess from the bit rate, so it may be far off. */
	isDurationEstimated: boolean;
	sizeBytes: number;
	audioStreams: AudioStream[];
	/** Cover pictures do not count. */
	videoStreams: VideoStream[];
}

/** Reads the headers of an untrusted file. What is no sound or video file is a coded error. */
export async function probeMedia(
	file: string,
	options: { signal?: AbortSignal } = {},
): Promise<MediaInfo> {
	const sizeBytes = await measureFile(file);
	const { format, streams, isDurationEstimated } = await runFfprobe(file, options.signal);
	const audioStreams = streams.filter(isAudioStream).map(toAudioStream);
	const videoStreams = streams.filter(isVideo).map(toVideoStream);
	if (audioStreams.length + videoStreams.length === 0) {
		throw holdsNothing();
	}
	return {
		formatName: format.format_name,
		durationSeconds: toSeconds(format.duration),
		isDurationEstimated,
		sizeBytes,
		audioStreams,
		videoStreams,
	};
}

function isVideo(stream: FfprobeStream): boolean {
	const isCover = stream.disposition?.attached_pic === 1;
	return stream.codec_type === 'video' && !isCover && Number(stream.width) > 0;
}

function toAudioStream(stream: FfprobeStream): AudioStream {
	return {
		index: stream.index,
		codec: stream.codec_name ?? 'unknown',
		channels: Number(stream.channels),
		sampleRateHz: Number(stream.sample_rate),
		durationSeconds: toSeconds(stream.duration),
	};
}

function toVideoStream(stream: FfprobeStream): VideoStream {
	return {
		index: stream.index,
		codec: stream.codec_name ?? 'unknown',
		width: Number(stream.width),
		height: Number(stream.height),
	};
}

function toSeconds(text: string | undefined): number | undefined {
	const seconds = Number(text);
	return seconds > 0 ? seconds : undefined;
}
