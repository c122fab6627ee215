import { runTask } from '../inference/pool';
import type { Progress } from '../inference/types';
import { MAXIMUM_MEDIA_SECONDS } from '../limits';
import { AUDIO_ENGINE } from './pieces/client';
import type { ConversionInput, ConvertedAudio } from './pieces/convert-task';

export type { ConversionInput, ConvertedAudio };

/**
 * Writes any recording, or a part of it, as WAV or MP3 (64 kbit/s), mono, 16 kHz, in an engine process
 * without a model; rejects with a coded error.
 */
export async function convertAudio(
	input: ConversionInput,
	how: { signal?: AbortSignal; onProgress?: (progress: Progress) => void } = {},
): Promise<ConvertedAudio> {
	const { output } = await runTask<ConversionInput, ConvertedAudio>({
		engine: AUDIO_ENGINE,
		taskModule: require.resolve('./pieces/convert-task'),
		// The longest recording on a machine that just keeps pace with it.
		deadlineMs: MAXIMUM_MEDIA_SECONDS * 1000,
		input,
		...how,
	});
	return output;
}
