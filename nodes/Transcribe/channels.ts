import { probeMedia } from '../../lib/media/probe';
import type { TranscribeOptions } from './options';

/** A channel to listen to, counted from 0, or all mixed; and what the output says of it, counted from 1. */
export interface ChosenChannel {
	channel: 'mix' | number;
	label?: { channel: number };
}

/** The channels to listen to, one after another. */
export async function channelsOf(
	audioPath: string,
	choice: TranscribeOptions['channel'],
	signal?: AbortSignal,
): Promise<ChosenChannel[]> {
	if (choice === 'mix') return [{ channel: 'mix' }];
	if (choice === 'left') return [{ channel: 0 }];
	if (choice === 'right') return [{ channel: 1 }];
	const { audioStreams } = await probeMedia(audioPath, { signal });
	// A file without sound is the engine's to refuse.
	return Array.from({ length: audioStreams[0]?.channels ?? 1 }, (_, channel) => ({
		channel,
		label: { channel: channel + 1 },
	}));
}
