import { probeMedia } from '../../lib/media/probe';
import type { WhisperRequest } from '../../lib/whisper/types';
import type { TranscribeOptions } from './options';

/** The channels to listen to, one after another, counted from 0. */
export async function channelsOf(
	audioPath: string,
	choice: TranscribeOptions['channel'],
	signal?: AbortSignal,
): Promise<Array<WhisperRequest['channel']>> {
	if (choice === 'mix') return ['mix'];
	if (choice === 'left') return [0];
	if (choice === 'right') return [1];
	const { audioStreams } = await probeMedia(audioPath, { signal });
	// A file without sound is the engine's to refuse.
	return [...Array(audioStreams[0]?.channels ?? 1).keys()];
}
