import { defineErrors } from '../../errors';

/** Failures of reading videos. */
export const videoError = defineErrors('media', {
	NO_VIDEO: ({ holds }: { holds: 'sound' | 'cover' }) =>
		holds === 'cover'
			? 'A video is expected, but this is sound with a cover picture. To get its text, use the Transcribe node.'
			: 'A video is expected, but this file holds only sound. To get its text, use the Transcribe node.',
	NO_SIZE: () =>
		'The file says that it holds video, but not of what size; it is damaged, or it breaks off at its very start. Check that it plays, and give the whole file.',
	ANIMATED_PICTURE: () =>
		'A video is expected, but this is a WebP picture; ffmpeg cannot read moving ones. Convert it to GIF or MP4 first.',
	NO_FRAMES: ({ reason }: { reason: string }) =>
		`The file has a header but no picture that can be decoded (${reason}). It may be cut off or damaged, or need a newer ffmpeg: check that it plays, or set MULTIMODAL_FFMPEG_PATH to a newer one.`,
	NO_FRAMES_IN_PART: ({ startSeconds, endSeconds }: { startSeconds: number; endSeconds: number }) =>
		`The video has no frame between ${startSeconds} and ${endSeconds} seconds. Choose a start before its end.`,
	PICTURES_NOT_MADE: ({ format, reason }: { format: string; reason: string }) =>
		`ffmpeg could make no ${format} pictures (${reason}). Choose another picture format, or set MULTIMODAL_FFMPEG_PATH to a complete ffmpeg.`,
	PICTURE_NOT_SAVED: ({ reason }: { reason: string }) =>
		`A frame could not be written to the temporary folder (${reason}). Free some space there, or set TMPDIR to a folder with room.`,
	NO_TRACK: ({ reason }: { reason: string }) =>
		`The sound track could not be taken out of the video (${reason}). Check that its sound plays.`,
});
