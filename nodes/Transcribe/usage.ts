import type { Transcript, WhisperOutcome } from '../../lib/whisper/types';

/** What a run consumed, in the units that cost time or money. */
export function usageOf({
	result,
	backend,
	durationMs,
}: WhisperOutcome<{ duration: number } & Partial<Transcript>>) {
	return {
		audioSeconds: result.duration,
		...(result.speechSeconds !== undefined && { speechSeconds: result.speechSeconds }),
		...(result.outputTokens !== undefined && { outputTokens: result.outputTokens }),
		durationMs,
		device: backend.device,
		backend: backend.backend,
		threads: backend.threads,
	};
}
