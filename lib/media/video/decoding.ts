import { engineThreads } from '../../inference/threads';
import type { FfmpegAbilities } from '../abilities';

/** Each thread of a decoder holds frames of its own: two keep 1080p under 100 MB. */
const MAXIMUM_DECODER_THREADS = 2;

interface Decoding {
	keyframesOnly: boolean;
	seekSeconds?: number;
	/** Default: as many as an engine takes, where memory allows. */
	threads?: number;
}

/** ffmpeg's options before the input: times stay the file's own, and what is decoded is not trimmed. */
export function inputOptions({ keyframesOnly, seekSeconds, threads }: Decoding): string[] {
	const decoderThreads = threads ?? Math.min(MAXIMUM_DECODER_THREADS, engineThreads());
	return [
		...['-threads', String(decoderThreads), '-copyts'],
		...(keyframesOnly ? ['-skip_frame', 'nokey'] : []),
		...(seekSeconds === undefined ? [] : ['-noaccurate_seek', '-ss', seekSeconds.toFixed(6)]),
	];
}

/** ffmpeg's options that take the picture alone and neither repeat nor drop a frame; filters come from a file. */
export function filterOptions(
	{ hasSlashOptions }: FfmpegAbilities,
	streamIndex: number,
	filterFile: string,
): string[] {
	const options = hasSlashOptions
		? ['-/filter:v', filterFile, '-fps_mode', 'passthrough']
		: ['-filter_script:v', filterFile, '-vsync', '0'];
	return ['-map', `0:${streamIndex}`, '-an', '-sn', '-dn', ...options];
}
