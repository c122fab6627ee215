import { MAXIMUM_ASKED_AUDIO_SECONDS } from '../../lib/limits';
import { convertAudio, type ConvertedAudio } from '../../lib/media/convert-audio';
import type { ItemRun } from '../../lib/n8n/run-items';
import { askedAudioErrors } from './errors';

/** The recording as every model that hears takes it: MP3, one channel, in the item's folder. Of one that is too long a coded error. */
export async function toAskedAudio(
	{ folder, signal }: ItemRun,
	audioPath: string,
): Promise<ConvertedAudio> {
	const maximumSeconds = MAXIMUM_ASKED_AUDIO_SECONDS;
	const audio = await convertAudio(
		{ audioPath, folder, format: 'mp3', maximumSeconds },
		{ signal },
	);
	if (!audio.isCut) return audio;
	throw askedAudioErrors('RECORDING_TOO_LONG_TO_ASK', { maximumMinutes: maximumSeconds / 60 });
}
