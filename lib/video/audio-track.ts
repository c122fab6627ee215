import { runTask } from '../inference/pool';
import { MAXIMUM_MEDIA_SECONDS } from '../limits';
import type { AudioTrackInput } from '../media/video/audio-track-task';
import type { AudioTrackFile } from '../media/video/types';
import { VIDEO_ENGINE } from './engine-key';

/** Writes a video's sound track as a file, in an engine process without a model; rejects with a coded error. */
export async function takeAudioTrack(
	file: string,
	outFile: string,
	{ signal }: { signal?: AbortSignal },
): Promise<AudioTrackFile> {
	const { output } = await runTask<AudioTrackInput, AudioTrackFile>({
		engine: VIDEO_ENGINE,
		taskModule: require.resolve('../media/video/audio-track-task'),
		// The longest video on a machine that just keeps pace with it.
		deadlineMs: MAXIMUM_MEDIA_SECONDS * 1000,
		input: { file, outFile },
		signal,
	});
	return output;
}
