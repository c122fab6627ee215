/**
 * Every container ffmpeg may open, by demuxer name. An allow list, because whatever is not here may
 * name other files or addresses to be opened, and ffmpeg learns new such formats with each version.
 */
export const ALLOWED_DEMUXERS: readonly string[] = [
	// Sound alone.
	...[
		'wav',
		'w64',
		'aiff',
		'au',
		'caf',
		'flac',
		'mp3',
		'aac',
		'loas',
		'ac3',
		'eac3',
		'dts',
		'dtshd',
	],
	...[
		'truehd',
		'mlp',
		'amr',
		'amrnb',
		'amrwb',
		'ape',
		'wv',
		'tta',
		'tak',
		'mpc',
		'mpc8',
		'dsf',
		'iff',
	],
	...['voc', 'qcp', 'gsm', 'shn', 'nistsphere', 'ircam', 'sox', 'oma', 'sln', 'ilbc', 'mmf', 'xa'],
	// Containers of sound and video.
	...[
		'ogg',
		'mov',
		'matroska',
		'asf',
		'avi',
		'flv',
		'live_flv',
		'mpeg',
		'mpegts',
		'mpegvideo',
		'mxf',
	],
	...['gxf', 'nut', 'nsv', 'rm', 'dv', 'wtv', 'dhav', 'ivf', 'gif', 'yuv4mpegpipe'],
	// Bare video streams.
	...['h264', 'hevc', 'm4v', 'av1', 'obu', 'vc1'],
];

/** Demuxers that open further files or addresses named in the file they read. */
const NAMING_DEMUXERS = new Set(
	['hls', 'applehttp', 'concat', 'dash', 'webm_dash_manifest', 'sdp', 'rtsp', 'rtp', 'imf'].concat([
		'ffmetadata',
		'avisynth',
		'vapoursynth',
		'lavfi',
		'tedcaptions',
		'vobsub',
	]),
);

/** What a refused demuxer says about the file, for the error message. */
export function classifyRefused(demuxer: string): 'namesOtherFiles' | 'picture' | 'other' {
	const names = demuxer.split(',');
	if (names.some((name) => NAMING_DEMUXERS.has(name))) return 'namesOtherFiles';
	if (names.some((name) => /^image2|_pipe$|^(apng|fits|ico|mjpeg)$/.test(name))) return 'picture';
	return 'other';
}
