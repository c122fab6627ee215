import { readHead } from '../file';
import type { MediaInfo } from '../probe';
import type { AudioFormat } from './types';

/** What services decode of MP4; the rarer codecs in it they do not. */
const MP4_CODECS = /^(aac|mp3|alac|opus|flac)$/;
const OGG_CODECS = /^(vorbis|opus|flac)$/;
/** The document type stands in the first element of the file. */
const WEBM_HEAD_BYTES = 64;

/** The format by which a service takes this file as it is; `undefined` where it may not know what to do with it. */
export async function findUploadFormat(
	file: string,
	{ formatName, audioStreams, videoStreams }: MediaInfo,
): Promise<AudioFormat | undefined> {
	// With several tracks, the service might hear another than we do.
	if (audioStreams.length !== 1) return undefined;
	const [{ codec }] = audioStreams;
	const hasVideo = videoStreams.length > 0;
	if (formatName === 'wav') return codec.startsWith('pcm_') ? 'wav' : undefined;
	if (formatName === 'flac') return 'flac';
	if (formatName === 'mp3') return codec === 'mp3' ? 'mp3' : undefined;
	if (formatName === 'ogg') return OGG_CODECS.test(codec) && !hasVideo ? 'ogg' : undefined;
	if (formatName.startsWith('mov,mp4')) {
		if (!MP4_CODECS.test(codec)) return undefined;
		return hasVideo ? 'mp4' : 'm4a';
	}
	const isWebm =
		formatName.includes('webm') && (await readHead(file, WEBM_HEAD_BYTES)).includes('webm');
	return isWebm ? 'webm' : undefined;
}
