import { defineErrors } from '../errors';

/** Failures of reading, probing and decoding media. */
export const mediaError = defineErrors('media', {
	FILE_MISSING: ({ path }: { path: string }) =>
		`There is no file at "${path}". Check the path, and that this machine (or container) can see it.`,
	FILE_NOT_READABLE: ({ path, reason }: { path: string; reason: string }) =>
		`The file "${path}" cannot be opened (${reason}). Give the user that runs n8n the right to read it.`,
	NOT_A_FILE: ({ path }: { path: string }) =>
		`"${path}" is a folder or a device; a file with sound, video or a picture is expected. Give the path of one file.`,
	FILE_EMPTY: () =>
		'The file is empty (0 bytes). Check the step that made or downloaded it, then run again.',
	NOT_MEDIA: ({ reason }: { reason: string }) =>
		`A sound or video file is expected, but this is something else, or it is damaged (${inWords(reason)}). Check that the file plays in a media player.`,
	PICTURE: () => 'A sound or video file is expected, but this is a picture. Choose another file.',
	REFUSED_FORMAT: ({ format }: { format: string }) =>
		`A sound or video file is expected, but this is a list or script that names other files (${format}). Such files are refused for safety: give the recording itself.`,
	NO_AUDIO: () =>
		'This video has no sound, so there is nothing to hear in it. Choose a file with a sound track.',
	NO_SAMPLES: ({ reason }: { reason: string }) =>
		`The file has a header but no sound that can be decoded (${reason}). It may be cut off or damaged, or need a newer ffmpeg: check that it plays, or set MULTIMODAL_FFMPEG_PATH to a newer one.`,
	NOTHING_IN_PART: ({ startSeconds }: { startSeconds: number }) =>
		`The recording ends before second ${startSeconds}, where the part that was asked for begins. Choose an earlier start.`,
	NO_SUCH_CHANNEL: ({ channel, channels }: { channel: number; channels: number }) =>
		`Channel ${channel + 1} was asked for (1 is left, 2 is right), but the sound has ${channels} channel${channels === 1 ? '' : 's'}. Choose another channel, or all channels mixed.`,
	MEDIA_TOO_LONG: ({ maximumSeconds }: { maximumSeconds: number }) =>
		`The media is longer than ${maximumSeconds / 3600} hours, the most that is taken at once. Split it and run the parts.`,
	FFMPEG_STALLED: ({ seconds }: { seconds: number }) =>
		`ffmpeg gave nothing for ${seconds} seconds and was stopped. The file may be damaged, or its disk may hang: copy it to a local disk and try again.`,
	FFMPEG_FAILED: ({ reason }: { reason: string }) =>
		`ffmpeg could not be run on this file (${reason}). Check that ffmpeg works on this machine: \`ffmpeg -version\`.`,
	FFMPEG_MISSING: ({ tool, variable }: { tool: string; variable: string }) =>
		`No working ${tool} was found: not on this machine's PATH, and the bundled one does not run here. Install ffmpeg, or set ${variable} to the path of ${tool}.`,
	FFMPEG_PATH_BROKEN: ({ tool, variable, path, reason }: BrokenPath) =>
		`${variable} is set to "${path}", but that is not a working ${tool} (${reason}). Correct the path, or remove the variable to have ${tool} found.`,
});

interface BrokenPath {
	tool: string;
	variable: string;
	path: string;
	reason: string;
}

/** Failures of bringing a file in. */
export const inputError = defineErrors('input', {
	INPUT_TOO_LARGE: ({ maximumBytes }: { maximumBytes: number }) =>
		`The file is larger than ${formatBytes(maximumBytes)}, the most that is taken. Compress it or split it, and run again.`,
	INPUT_INTERRUPTED: ({ reason }: { reason: string }) =>
		`The file did not arrive whole (${reason}). Run again; if it happens each time, check the step that provides the file.`,
	INPUT_STALLED: ({ seconds }: { seconds: number }) =>
		`The file stopped arriving: nothing came for ${seconds} seconds. Run again later; if it happens each time, check the step or the server that provides the file.`,
	INPUT_NOT_SAVED: ({ folder, reason }: { folder: string; reason: string }) =>
		`The file could not be written to the temporary folder "${folder}" (${reason}). Free some space there, or set TMPDIR to a folder with room that n8n may write to.`,
});

function formatBytes(bytes: number): string {
	const GiB = 1024 ** 3;
	return bytes >= GiB ? `${Math.round((bytes / GiB) * 10) / 10} GiB` : `${bytes} bytes`;
}

/** What ffmpeg says of the usual mishap means nothing to most people. */
function inWords(reason: string): string {
	if (reason.includes('moov atom not found')) return `ffmpeg: ${reason}; its end is missing`;
	return `ffmpeg: ${reason}`;
}
