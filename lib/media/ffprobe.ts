import { execFile, type ExecFileException } from 'node:child_process';
import { cancelled, throwIfCancelled } from '../errors';
import { FFPROBE_TIMEOUT_MS, MAXIMUM_FFPROBE_OUTPUT_BYTES } from '../limits';
import { findTool } from './binaries';
import { mediaError } from './errors';
import { classifyRefused } from './formats';
import { toFileSource, toReason, UNTRUSTED_INPUT_OPTIONS } from './untrusted';

export interface FfprobeStream {
	index: number;
	codec_type?: string;
	codec_name?: string;
	channels?: number;
	sample_rate?: string;
	duration?: string;
	width?: number;
	height?: number;
	disposition?: { attached_pic?: number; default?: number };
	start_time?: string;
	avg_frame_rate?: string;
	sample_aspect_ratio?: string;
	color_transfer?: string;
	tags?: { rotate?: string };
	side_data_list?: Array<{ rotation?: number | string }>;
}

export interface FfprobeAnswer {
	format: { format_name: string; duration?: string; start_time?: string };
	streams: FfprobeStream[];
	isDurationEstimated: boolean;
}

/** Random bytes can pass for an MP3 without channels. */
export function isAudioStream(stream: FfprobeStream): boolean {
	return (
		stream.codec_type === 'audio' && Number(stream.channels) > 0 && Number(stream.sample_rate) > 0
	);
}

/** The error of a file that a demuxer takes, yet finds nothing to see or hear in. */
export function holdsNothing(): Error {
	return mediaError('NOT_MEDIA', { reason: 'it holds neither sound nor video' });
}

const ENTRIES = [
	'format=format_name,duration,start_time',
	'stream=index,codec_type,codec_name,channels,sample_rate,duration,width,height',
	'stream=start_time,avg_frame_rate,sample_aspect_ratio,color_transfer',
	'stream_disposition=attached_pic,default',
	'stream_tags=rotate',
	'stream_side_data=rotation',
].join(':');

/** ffprobe's own words about an untrusted file. Runs by itself: the wrapper's probe can neither be stopped nor bounded. */
export async function runFfprobe(file: string, signal?: AbortSignal): Promise<FfprobeAnswer> {
	throwIfCancelled(signal);
	const ffprobe = await findTool('ffprobe');
	throwIfCancelled(signal);
	const args = ffprobeArguments(file, ['-show_entries', ENTRIES, '-of', 'json']);
	const { error, stdout, stderr } = await execute(ffprobe, args, signal);
	if (error) throw toCoded(error, stderr, file);
	return {
		...(JSON.parse(stdout) as Pick<FfprobeAnswer, 'format' | 'streams'>),
		isDurationEstimated: stderr.includes('Estimating duration from bitrate'),
	};
}

/** ffprobe's command line for an untrusted file; the options say what to show, and how. */
export function ffprobeArguments(file: string, options: readonly string[]): string[] {
	return ['-v', 'warning', ...UNTRUSTED_INPUT_OPTIONS, ...options, '-i', toFileSource(file)];
}

interface Execution {
	error: ExecFileException | null;
	stdout: string;
	stderr: string;
}

function execute(ffprobe: string, args: string[], signal?: AbortSignal): Promise<Execution> {
	const options = {
		timeout: FFPROBE_TIMEOUT_MS,
		maxBuffer: MAXIMUM_FFPROBE_OUTPUT_BYTES,
		killSignal: 'SIGKILL',
		windowsHide: true,
		signal,
		env: ffprobeEnvironment(),
	} as const;
	return new Promise((resolve) => {
		execFile(ffprobe, args, options, (error, stdout, stderr) => resolve({ error, stdout, stderr }));
	});
}

/** Static builds crash in glibc's character tables on the station names of MPEG-TS; without tables they do not ask. */
export function ffprobeEnvironment(): NodeJS.ProcessEnv {
	return { ...process.env, GCONV_PATH: '/dev/null' };
}

function toCoded(error: ExecFileException, stderr: string, file: string): Error {
	if (error.name === 'AbortError') return cancelled('CANCELLED', {});
	const refused = /^\[(\S+) @ \S+\] Format not on whitelist/m.exec(stderr);
	if (refused) return toRefusal(refused[1]);
	// A playlist that is not named like one.
	if (stderr.includes('Not detecting m3u8/hls')) return toRefusal('hls');
	if (error.killed)
		return mediaError('FFMPEG_STALLED', { seconds: FFPROBE_TIMEOUT_MS / 1000 }, error);
	if (typeof error.code === 'string')
		return mediaError('FFMPEG_FAILED', { reason: error.message }, error);
	return mediaError('NOT_MEDIA', { reason: toReason(stderr.split('\n'), file) }, error);
}

function toRefusal(demuxer: string): Error {
	const kind = classifyRefused(demuxer);
	if (kind === 'namesOtherFiles') return mediaError('REFUSED_FORMAT', { format: demuxer });
	if (kind === 'picture') return mediaError('PICTURE', {});
	return mediaError('NOT_MEDIA', { reason: `content of kind "${demuxer}"` });
}
