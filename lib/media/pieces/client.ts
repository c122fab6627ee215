import { runTask } from '../../inference/pool';
import type { Progress } from '../../inference/types';
import { MAXIMUM_MEDIA_SECONDS } from '../../limits';
import type { AudioPieces, AudioPiecesInput } from './types';

/** One process for all recordings; it loads no model. */
export const AUDIO_ENGINE = { modelId: 'audio', device: 'none' } as const;

/**
 * A recording as files below the limits of an upload: as it is where it may go up so, else in lossless
 * pieces cut in pauses. Runs in an engine process without a model; rejects with a coded error.
 */
export async function cutIntoPieces(
	input: AudioPiecesInput,
	how: { signal?: AbortSignal; onProgress?: (progress: Progress) => void } = {},
): Promise<AudioPieces> {
	const { output } = await runTask<AudioPiecesInput, AudioPieces>({
		engine: AUDIO_ENGINE,
		taskModule: require.resolve('./task'),
		// The longest recording on a machine that just keeps pace with it.
		deadlineMs: MAXIMUM_MEDIA_SECONDS * 1000,
		input,
		...how,
	});
	return output;
}
