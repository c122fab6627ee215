import { releaseOnFailure } from '../inference/release-on-failure';
import type { TaskContext } from '../inference/types';
import { sileroVadFile } from '../models/embedded';
import type { ResolvedModel } from '../models/types';
import { readWhisperConfig, type WhisperConfig } from './config';
import type { DecodeParts } from './decode';
import { createLogMel } from './log-mel';
import { openNetwork } from './network';
import { readTokenizer, type WhisperTokenizer } from './tokenizer';
import { openVoiceDetector, type VoiceDetector } from './vad';

/** A Whisper model ready to work, with what it needs beside it. */
export interface WhisperModel extends Omit<DecodeParts, 'signal'> {
	name: string;
	config: WhisperConfig;
	tokenizer: WhisperTokenizer;
	/** Samples of one window to [melBins, windowFrames]. */
	logMel: (samples: Float32Array) => Float32Array;
}

/** Loads a model, or takes the one that this engine holds. */
export function loadWhisper(
	{ backend, keep }: TaskContext,
	{ name, id, folder, parts }: ResolvedModel,
): Promise<WhisperModel> {
	return keep(`whisper ${id}`, async () => {
		const config = await readWhisperConfig(folder);
		const tokenizer = await readTokenizer(folder, config.tokens.endOfText);
		const network = await releaseOnFailure(backend, (tracked) =>
			openNetwork(tracked, parts, config),
		);
		return {
			name,
			config,
			tokenizer,
			network,
			Tensor: backend.Tensor,
			logMel: createLogMel(config),
		};
	});
}

export function loadVoiceDetector({ backend, keep }: TaskContext): Promise<VoiceDetector> {
	return keep('silero-vad', () => openVoiceDetector(backend, sileroVadFile()));
}
