import type { TaskContext } from '../inference/types';
import { decodeAudio, type DecodedAudio } from '../media/audio';
import type { MediaInfo } from '../media/probe';
import type { WhisperModel } from './model';
import { SampleBuffer } from './sample-buffer';
import type { WhisperRequest } from './types';

/** One request with its model loaded and its file looked at. */
export interface Job extends TaskContext {
	model: WhisperModel;
	request: WhisperRequest;
	media: MediaInfo;
}

/** Decodes the job's file for as long as `use` needs it. */
export async function withSound<T>(
	{ request, media, signal, model }: Job,
	use: (buffer: SampleBuffer, audio: DecodedAudio) => Promise<T>,
): Promise<T> {
	const { sampleRateHz } = model.config;
	const { audioPath, channel } = request;
	const audio = decodeAudio(audioPath, { sampleRateHz, channel, media, signal });
	const buffer = new SampleBuffer(audio.samples);
	try {
		return await use(buffer, audio);
	} finally {
		await buffer.close();
	}
}
