import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { Keeper } from '../inference/keeper';
import { FFMPEG_START_TIMEOUT_MS, MAXIMUM_FFPROBE_OUTPUT_BYTES } from '../limits';
import { findTool } from './binaries';
import { mediaError } from './errors';

/** What differs between versions and builds of ffmpeg. */
export interface FfmpegAbilities {
	/** From version 7 on, options are read from files as `-/option`; the options before went in version 8. */
	hasSlashOptions: boolean;
	canToneMap: boolean;
}

const known = new Keeper();

/** Asks the ffmpeg in use what it can; remembered by its path. */
export async function findAbilities(): Promise<FfmpegAbilities> {
	const ffmpeg = await findTool('ffmpeg');
	return await known.keep(ffmpeg, () => ask(ffmpeg));
}

/** libavutil's number of ffmpeg 7.0; builds between releases have no version number of their own. */
const SLASH_OPTIONS_LIBAVUTIL = 59;

async function ask(ffmpeg: string): Promise<FfmpegAbilities> {
	const limits = {
		timeout: FFMPEG_START_TIMEOUT_MS,
		maxBuffer: MAXIMUM_FFPROBE_OUTPUT_BYTES,
		killSignal: 'SIGKILL',
		windowsHide: true,
	} as const;
	const { stdout, stderr } = await promisify(execFile)(ffmpeg, ['-filters'], limits).catch(
		(error: Error) => {
			throw mediaError('FFMPEG_FAILED', { reason: error.message }, error);
		},
	);
	const libavutil = Number(/libavutil\s+(\d+)\./.exec(stderr + stdout)?.[1]);
	const filters = new Set(stdout.split('\n').map((line) => line.trim().split(/\s+/)[1]));
	return {
		hasSlashOptions: libavutil >= SLASH_OPTIONS_LIBAVUTIL,
		canToneMap: filters.has('zscale') && filters.has('tonemap'),
	};
}
