import { MAXIMUM_MEDIA_SECONDS } from '../limits';
import { describeDamage } from './damage';
import { mediaError } from './errors';
import { streamFfmpeg, type FfmpegOutput } from './ffmpeg';
import { probeMedia, type AudioStream, type MediaInfo } from './probe';
import { toFloatSamples } from './samples';
import { measureWavClaim } from './wav';

export interface DecodeOptions {
	sampleRateHz: number;
	/** All channels mixed, or one channel, counted from 0. */
	channel: 'mix' | number;
	signal?: AbortSignal;
	/** What `probeMedia` said, where the caller has asked it already. */
	media?: MediaInfo;
	/** Default: FFMPEG_STALL_TIMEOUT_MS. */
	stallTimeoutMs?: number;
}

export interface DecodedAudio {
	/** Mono samples, -1 to 1, in chunks of any size. Read once; decoding waits for its reader. */
	samples: AsyncIterable<Float32Array>;
	/** After the end: plain sentences on what the file lacks (it ends early, parts are damaged). */
	warnings(): string[];
}

/**
 * Decodes the first sound track of any file ffmpeg reads.
 * Damage is a warning as long as some sound comes out; none at all is a coded error.
 */
export function decodeAudio(file: string, options: DecodeOptions): DecodedAudio {
	const warnings: string[] = [];
	return { samples: decode(file, options, warnings), warnings: () => [...warnings] };
}

async function* decode(
	file: string,
	options: DecodeOptions,
	warnings: string[],
): AsyncGenerator<Float32Array> {
	const media = options.media ?? (await probeMedia(file, options));
	const stream = chooseStream(media, options.channel);
	refuseTooLong(media);
	const wavClaim = media.formatName === 'wav' ? await measureWavClaim(file) : 1;
	const run = startDecoder(file, options, wavClaim);
	let sampleCount = 0;
	for await (const samples of toFloatSamples(run.chunks)) {
		sampleCount += samples.length;
		if (sampleCount > MAXIMUM_MEDIA_SECONDS * options.sampleRateHz) throw tooLong();
		yield samples;
	}
	const problem = run.problem();
	if (sampleCount === 0)
		throw mediaError('NO_SAMPLES', { reason: problem ?? 'it ends after the header' });
	const decodedSeconds = sampleCount / options.sampleRateHz;
	warnings.push(...describeDamage({ problem, wavClaim, decodedSeconds, media, stream }));
}

function chooseStream(media: MediaInfo, channel: 'mix' | number): AudioStream {
	const [stream] = media.audioStreams;
	if (!stream) throw mediaError('NO_AUDIO', {});
	if (
		channel !== 'mix' &&
		!(Number.isInteger(channel) && channel >= 0 && channel < stream.channels)
	) {
		throw mediaError('NO_SUCH_CHANNEL', { channel, channels: stream.channels });
	}
	return stream;
}

/** Speech codecs need at least some 80 bytes a second: with fewer, it is the header that lies. */
const FEWEST_BYTES_A_SECOND = 30;

function refuseTooLong({ durationSeconds = 0, sizeBytes }: MediaInfo): void {
	const isPlausible = sizeBytes >= durationSeconds * FEWEST_BYTES_A_SECOND;
	if (durationSeconds > MAXIMUM_MEDIA_SECONDS && isPlausible) throw tooLong();
}

function tooLong(): Error {
	return mediaError('MEDIA_TOO_LONG', { maximumSeconds: MAXIMUM_MEDIA_SECONDS });
}

/** 16-bit as openai-whisper decodes, so that features match its own to the last bit. */
function startDecoder(file: string, options: DecodeOptions, wavClaim: number): FfmpegOutput {
	const { channel, sampleRateHz, signal, stallTimeoutMs } = options;
	const toMono = channel === 'mix' ? ['-ac', '1'] : ['-filter:a', `pan=mono|c0=c${channel}`];
	return streamFfmpeg({
		file,
		inputOptions: wavClaim < 1 ? ['-ignore_length', '1'] : [],
		outputOptions: [
			...['-map', '0:a:0', '-vn', '-sn', '-dn', ...toMono],
			...['-ar', String(sampleRateHz), '-acodec', 'pcm_s16le', '-f', 's16le'],
		],
		signal,
		stallTimeoutMs,
	});
}
