import { randomUUID } from 'node:crypto';
import path from 'node:path';
import type { TaskContext } from '../../inference/types';
import { decodeAudio } from '../audio';
import type { MediaInfo } from '../probe';
import { encodePiece } from './encode-piece';
import { findCut } from './find-cut';
import { FRAME_SAMPLES, FRAME_SECONDS, LevelMeter } from './levels';
import { longestPieceSeconds } from './piece-length';
import { PIECE_SAMPLE_RATE_HZ } from './sample-rate';
import type { AudioPiece, AudioPieces, AudioPiecesInput } from './types';
import { WavWriter } from './wav-writer';

/** A pause is looked for in the last quarter of a piece, at most this long. */
const LONGEST_WINDOW_SECONDS = 120;
/** The last piece is no shorter: services refuse, or invent words for, a mere click. */
const SHORTEST_END_SECONDS = 1;

type Context = Pick<TaskContext, 'signal' | 'progress'>;

/**
 * Decodes a recording once, as it comes, and writes it as lossless pieces (FLAC, mono, 16 kHz), each
 * below the limits whatever its content, cut in the middle of pauses.
 */
export async function splitAudio(
	input: AudioPiecesInput,
	media: MediaInfo,
	{ signal, progress }: Context,
): Promise<AudioPieces> {
	const splitter = new Splitter(input, signal);
	const decoded = decodeAudio(input.audioPath, {
		...{ sampleRateHz: PIECE_SAMPLE_RATE_HZ, channel: input.channel, media, signal },
	});
	try {
		for await (const samples of decoded.samples) {
			await splitter.push(samples);
			const share = splitter.seconds / (media.durationSeconds ?? Infinity);
			progress({ stage: 'cutting the recording', fraction: Math.min(share, 1) });
		}
		await splitter.finish();
	} finally {
		await splitter.close();
	}
	const { seconds: durationSeconds, pieces } = splitter;
	return { durationSeconds, pieces, warnings: decoded.warnings() };
}

class Splitter {
	readonly pieces: AudioPiece[] = [];
	private readonly meter = new LevelMeter();
	private readonly limitFrames: number;
	private wav: WavWriter | undefined;
	private startSample = 0;

	constructor(
		private readonly input: AudioPiecesInput,
		private readonly signal: AbortSignal,
	) {
		this.limitFrames = Math.floor(longestPieceSeconds(input) / FRAME_SECONDS);
	}

	/** Of the recording, so far. */
	get seconds(): number {
		return (this.startSample + (this.wav?.samples ?? 0)) / PIECE_SAMPLE_RATE_HZ;
	}

	async push(samples: Float32Array): Promise<void> {
		this.wav ??= await this.open();
		await this.wav.write(samples);
		this.meter.push(samples);
		while (this.wav.samples > this.limitFrames * FRAME_SAMPLES) await this.cut(this.wav);
	}

	async finish(): Promise<void> {
		if (this.wav) await this.end(this.wav, false);
		this.wav = undefined;
	}

	async close(): Promise<void> {
		await this.wav?.abandon();
	}

	private async cut(wav: WavWriter): Promise<void> {
		const toFrame = this.limitFrames - Math.round(SHORTEST_END_SECONDS / FRAME_SECONDS);
		const windowFrames = Math.min(
			Math.floor(this.limitFrames / 4),
			Math.round(LONGEST_WINDOW_SECONDS / FRAME_SECONDS),
		);
		const { frame, isInPause } = findCut(this.meter.frames, toFrame - windowFrames, toFrame);
		const next = await this.open();
		this.wav = next;
		await wav.moveTail(frame * FRAME_SAMPLES, next);
		this.meter.drop(frame);
		await this.end(wav, !isInPause);
	}

	/** The folder may hold pieces of other channels. */
	private async open(): Promise<WavWriter> {
		return await WavWriter.create(path.join(this.input.folder, `piece-${randomUUID()}.wav`));
	}

	private async end(wav: WavWriter, endsInSound: boolean): Promise<void> {
		const endSample = this.startSample + wav.samples;
		const [startSeconds, endSeconds] = [this.startSample, endSample].map(
			(sample) => sample / PIECE_SAMPLE_RATE_HZ,
		);
		this.startSample = endSample;
		const encoded = await encodePiece(wav, 'flac', this.signal);
		this.pieces.push({ ...encoded, format: 'flac', startSeconds, endSeconds, endsInSound });
	}
}
