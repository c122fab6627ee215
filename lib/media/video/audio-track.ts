import path from 'node:path';
import { measureFile } from '../file';
import { mediaError } from '../errors';
import { isAudioStream, runFfprobe, type FfprobeAnswer, type FfprobeStream } from '../ffprobe';
import { writeSound } from '../write-sound';
import { videoError } from './errors';
import type { AudioTrackFile } from './types';

/**
 * Writes a video's first sound track as a file: `outFile` with the extension of its format. The sound keeps
 * the player's clock. Common codecs are copied as they are, others become FLAC, which loses nothing.
 */
export async function extractAudioTrack(
	file: string,
	outFile: string,
	options: { signal?: AbortSignal } = {},
): Promise<AudioTrackFile> {
	await measureFile(file);
	const answer = await runFfprobe(file, options.signal);
	const stream = answer.streams.find(isAudioStream);
	if (!stream) throw mediaError('NO_AUDIO', {});
	const copy = startsWithVideo(answer, stream) ? COPIED[stream.codec_name ?? ''] : undefined;
	const asFlac: Target = {
		format: 'flac',
		options: ['-af', FROM_ZERO, '-c:a', 'flac', '-f', 'flac'],
	};
	const targets = copy ? [copy, asFlac] : [asFlac];
	let reason = '';
	for (const target of targets) {
		const track = toTrack(outFile, target);
		const problem = await writeSound({
			...{ file, stream: `0:${stream.index}`, options: target.options },
			...{ outFile: track.file, signal: options.signal },
		});
		if (problem === undefined) return track;
		reason = problem;
	}
	throw videoError('NO_TRACK', { reason });
}

/** Listeners notice no less. */
const NOTICEABLE_SECONDS = 0.08;

/** A copied track that starts late would play too early. */
function startsWithVideo({ format }: FfprobeAnswer, stream: FfprobeStream): boolean {
	const lateSeconds = Number(stream.start_time ?? 0) - Number(format.start_time ?? 0);
	return !(Math.abs(lateSeconds) > NOTICEABLE_SECONDS);
}

/** Silence up to where the sound starts. */
const FROM_ZERO = 'aresample=async=1:first_pts=0';

interface Target {
	format: AudioTrackFile['format'];
	options: readonly string[];
}

const COPIED: Readonly<Record<string, Target | undefined>> = {
	aac: { format: 'm4a', options: ['-c:a', 'copy', '-f', 'mp4'] },
	opus: { format: 'ogg', options: ['-c:a', 'copy', '-f', 'ogg'] },
	vorbis: { format: 'ogg', options: ['-c:a', 'copy', '-f', 'ogg'] },
	mp3: { format: 'mp3', options: ['-c:a', 'copy', '-f', 'mp3'] },
	flac: { format: 'flac', options: ['-c:a', 'copy', '-f', 'flac'] },
};

const MIME_TYPES = { flac: 'audio/flac', m4a: 'audio/mp4', ogg: 'audio/ogg', mp3: 'audio/mpeg' };

function toTrack(outFile: string, { format }: Target): AudioTrackFile {
	const { dir, name } = path.parse(path.resolve(outFile));
	return { file: path.join(dir, `${name}.${format}`), format, mimeType: MIME_TYPES[format] };
}
