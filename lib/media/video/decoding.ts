import { MAXIMUM_DECODER_THREADS } from '../../limits';
import { engineThreads } from '../../inference/threads';
import type { FfmpegAbilities } from '../abilities';

interface Decoding {
	keyframesOnly: boolean;
	seekSeconds?: number;
}

/** ffmpeg's options before the input: times stay the file's own, and what is decoded is not trimmed. */
export function inputOptions({ keyframesOnly, seekSeconds }: Decoding): string[] {
	const threads = Math.min(MAXIMUM_DECODER_THREADS, engineThreads());
	return [
		...['-threads', String(threads), '-copyts'],
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
