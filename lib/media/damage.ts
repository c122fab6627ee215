import type { AudioStream, MediaInfo } from './probe';

interface Decoded {
	/** ffmpeg's complaint, if it had one. */
	problem?: string;
	/** Announced length by present length of a WAV file's sound. */
	wavClaim: number;
	decodedSeconds: number;
	media: MediaInfo;
	stream: AudioStream;
}

/** Plain sentences on what a decoded file lacks; none for a sound file. */
export function describeDamage(decoded: Decoded): string[] {
	const warnings: string[] = [];
	if (decoded.problem) {
		warnings.push(`Parts of the sound are damaged and were skipped (ffmpeg: ${decoded.problem}).`);
	}
	if (decoded.wavClaim < 1) {
		warnings.push(
			'The WAV header announces less sound than the file holds; all of it was decoded.',
		);
	}
	const expectedSeconds = estimateExpected(decoded);
	if (expectedSeconds - decoded.decodedSeconds > tolerate(expectedSeconds)) {
		warnings.push(
			`The file ends early: its header announces ${expectedSeconds.toFixed(1)} s, but only ${decoded.decodedSeconds.toFixed(1)} s could be decoded.`,
		);
	}
	return warnings;
}

/** A guessed duration, or that of a whole video, says nothing about where its sound should end: 0. */
function estimateExpected({ wavClaim, decodedSeconds, media, stream }: Decoded): number {
	if (wavClaim !== 1) return decodedSeconds * wavClaim;
	if (media.isDurationEstimated) return 0;
	const ofWholeFile = media.videoStreams.length === 0 ? media.durationSeconds : undefined;
	return stream.durationSeconds ?? ofWholeFile ?? 0;
}

/** Codecs pad and trim a little at both ends. */
function tolerate(expectedSeconds: number): number {
	return 1 + 0.02 * expectedSeconds;
}
