import { PIECE_SAMPLE_RATE_HZ } from './sample-rate';
import type { AudioPiecesInput } from './types';

const BYTES_A_SECOND = PIECE_SAMPLE_RATE_HZ * 2;
/** Sound that does not compress (noise) is stored as it is, with a few bytes around each block of samples. */
const WORST_FLAC_SHARE = 1.01;
/** What ffmpeg writes before the sound: 8 KiB of room for tags, and a little. */
const FLAC_HEADER_BYTES = 16 * 1024;

/** Shortest pieces worth making: below, there is too little to look for a pause in. */
export const SHORTEST_PIECE_SECONDS = 5;

/** Seconds of which a piece stays below the limits whatever it holds. */
export function longestPieceSeconds({
	maximumBytes,
	maximumSeconds = Infinity,
}: Pick<AudioPiecesInput, 'maximumBytes' | 'maximumSeconds'>): number {
	const byBytes = (maximumBytes - FLAC_HEADER_BYTES) / (BYTES_A_SECOND * WORST_FLAC_SHARE);
	return Math.min(byBytes, maximumSeconds);
}
